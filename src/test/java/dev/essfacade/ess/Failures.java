package dev.essfacade.ess;

import dev.essfacade.ess.EssException.Refusal;

/** Failures as the door throws them, for tests of who catches them. */
public final class Failures {

	private static final EssCall<Object> CALL = EssCall
		.write("DetachLoadBalancers", "cn-hangzhou", "token", Object.class)
		.build();

	private Failures() {
	}

	/** Nothing came back. */
	public static EssException of(EssFailure failure, int attempts) {
		EssException exception = EssException.failed(CALL, failure, "of a test", null);
		exception.tookAttempts(attempts);
		return exception;
	}

	/** ESS answered. */
	public static EssException answered(int httpStatus, String code, String requestId) {
		EssException exception = EssException.answered(CALL, new Refusal(httpStatus, code, "Hm.", requestId, null),
				null);
		exception.tookAttempts(1);
		return exception;
	}

}
