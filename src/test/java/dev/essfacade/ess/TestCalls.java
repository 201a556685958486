package dev.essfacade.ess;

import java.util.List;

/** Calls and failures of the ESS client, for tests. */
public final class TestCalls {

	private TestCalls() {
	}

	/** Returns a detach of the load balancer {@code lb-1}. */
	public static EssCall<WriteResponse> detach(String regionId, String scalingGroupId, String clientToken) {
		return EssCall.write("DetachLoadBalancers", regionId, clientToken)
			.scalingGroup(scalingGroupId)
			.targets("LoadBalancer", List.of("lb-1"))
			.scope("ess.detach")
			.build();
	}

	/** Returns a failed detach without a response. */
	public static EssException failure(CallOutcome outcome, int attempts) {
		EssCall<WriteResponse> call = detach("cn-hangzhou", "asg-1", "token");
		return EssException.of(call, List.of(AttemptFailedException.notSent(outcome, "of a test", null)), attempts);
	}

	/** Returns a detach that ended with an error of ESS. */
	public static EssException error(int httpStatus, String code, String requestId) {
		EssCall<WriteResponse> call = detach("cn-hangzhou", "asg-1", "token");
		EssError error = new EssError(httpStatus, code, "A message.", requestId, null);
		return EssException.of(call, List.of(AttemptFailedException.error(call, error, null)), 1);
	}

}
