package dev.essfacade.ess;

import dev.essfacade.ess.resilience.RegionResilience;

import org.springframework.stereotype.Component;

/**
 * Calls ESS with retries, and records each call once. It decides nothing about rights.
 */
@Component
public class EssClient {

	private final ResilienceRegistry regions;

	private final RetryLoop retryLoop;

	private final CallMetrics metrics;

	EssClient(ResilienceRegistry regions, RetryLoop retryLoop, CallMetrics metrics) {
		this.regions = regions;
		this.retryLoop = retryLoop;
		this.metrics = metrics;
	}

	/**
	 * Checks that a region is served, before anything else is decided.
	 * @throws UnknownRegionException if no endpoint is configured for it
	 */
	public void requireServed(String regionId) {
		this.regions.of(regionId);
	}

	/**
	 * Calls ESS. Returns at most 100 ms after {@code ess.deadline}.
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if the call did not succeed
	 */
	public <T> EssResult<T> call(EssCall<T> call) {
		return record(new CallRecorder(this.metrics, call), call, this.retryLoop::call);
	}

	/**
	 * Makes one of many polls: one attempt, which uses no token of the retry budget. A
	 * success is logged at DEBUG.
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if the attempt did not succeed
	 */
	public <T> EssResult<T> poll(EssCall<T> call) {
		return record(CallRecorder.ofPoll(this.metrics, call), call, this.retryLoop::once);
	}

	private <T> EssResult<T> record(CallRecorder recorder, EssCall<T> call, Attempts<T> attempts) {
		RegionResilience region = this.regions.of(call.regionId());
		try {
			EssResult<T> result = attempts.make(call, region, recorder);
			recorder.succeeded(result);
			return result;
		}
		catch (EssException ex) {
			recorder.failed(ex);
			throw ex;
		}
		catch (RuntimeException ex) {
			EssException failure = EssException.internalError(call, recorder.attempts(), ex);
			recorder.failed(failure);
			throw failure;
		}
	}

	/** Makes the attempts of a call. */
	private interface Attempts<T> {

		EssResult<T> make(EssCall<T> call, RegionResilience region, CallRecorder recorder);

	}

}
