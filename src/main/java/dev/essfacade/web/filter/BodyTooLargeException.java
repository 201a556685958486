package dev.essfacade.web.filter;

import java.io.IOException;

/** More of a body arrived than any request needs. */
@SuppressWarnings("serial") // never serialized
public final class BodyTooLargeException extends IOException {

	BodyTooLargeException() {
		super("The body is over the limit");
	}

}
