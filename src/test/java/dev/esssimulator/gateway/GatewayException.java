package dev.esssimulator.gateway;

/** Carries an error of the gateway to its response. */
public final class GatewayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient GatewayError error;

	GatewayException(GatewayError error) {
		super(error.toString(), null, false, false);
		this.error = error;
	}

	public GatewayError error() {
		return this.error;
	}

}
