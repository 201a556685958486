package dev.essfacade.ess;

/** No endpoint is configured for a region. */
@SuppressWarnings("serial") // never serialized
public final class UnknownRegionException extends RuntimeException {

	UnknownRegionException() {
		super("No endpoint is configured for this region");
	}

}
