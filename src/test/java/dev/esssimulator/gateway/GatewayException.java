package dev.esssimulator.gateway;

/** Carries a refusal out of the checks. */
public final class GatewayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient GatewayError refusal;

	GatewayException(GatewayError refusal) {
		super(refusal.toString(), null, false, false);
		this.refusal = refusal;
	}

	public GatewayError refusal() {
		return this.refusal;
	}

}
