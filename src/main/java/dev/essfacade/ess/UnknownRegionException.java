package dev.essfacade.ess;

/** A region that this installation has no endpoint for. */
@SuppressWarnings("serial") // never serialized
public final class UnknownRegionException extends RuntimeException {

	UnknownRegionException() {
		super("No endpoint is configured for this region");
	}

}
