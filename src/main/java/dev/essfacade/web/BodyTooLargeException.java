package dev.essfacade.web;

import java.io.IOException;

/** More of a body arrived than any request needs. */
@SuppressWarnings("serial") // never serialized
final class BodyTooLargeException extends IOException {

	BodyTooLargeException() {
		super("The body is over the limit");
	}

}
