package dev.essfacade.ess;

/** No endpoint is configured for a region. */
@SuppressWarnings("serial") // never serialized
public final class UnknownRegionException extends RuntimeException {

	/** Creates the failure of a request that names a region without an endpoint. */
	public UnknownRegionException() {
		super("No endpoint is configured for this region");
	}

}
