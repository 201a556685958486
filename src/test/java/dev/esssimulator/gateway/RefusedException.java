package dev.esssimulator.gateway;

/** Carries a refusal out of the checks. */
public final class RefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Refusal refusal;

	RefusedException(Refusal refusal) {
		super(refusal.toString(), null, false, false);
		this.refusal = refusal;
	}

	public Refusal refusal() {
		return this.refusal;
	}

}
