package dev.essfacade.ess;

import java.util.function.BiFunction;

import dev.essfacade.ess.resilience.Deadline;

import org.springframework.stereotype.Component;

/** Calls ESS with retries, and records each call once. It does not check access rules. */
@Component
public class EssClient {

	private final EssRegions regions;

	private final RetryLoop retryLoop;

	private final CallMetrics metrics;

	EssClient(EssRegions regions, RetryLoop retryLoop, CallMetrics metrics) {
		this.regions = regions;
		this.retryLoop = retryLoop;
		this.metrics = metrics;
	}

	/**
	 * Checks that a region is served.
	 * @throws UnknownRegionException if no endpoint is configured for the region
	 */
	public void requireServed(String regionId) {
		this.regions.of(regionId);
	}

	/** Returns a deadline that several calls can share: now plus {@code ess.deadline}. */
	public Deadline deadline() {
		return this.retryLoop.deadline();
	}

	/** Calls ESS with a new deadline; see {@link #call(EssCall, Deadline)}. */
	public <T> EssResult<T> call(EssCall<T> call) {
		return call(call, deadline());
	}

	/**
	 * Calls ESS. Returns at most 100 ms after the deadline.
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if the call did not succeed
	 */
	public <T> EssResult<T> call(EssCall<T> call, Deadline deadline) {
		return record(call, new CallRecorder(this.metrics, call),
				(recorder, region) -> this.retryLoop.call(call, deadline, region, recorder));
	}

	/**
	 * Polls once, without retries. Does not change the retry budget. Logs a success at
	 * DEBUG.
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if the attempt did not succeed
	 */
	public <T> EssResult<T> poll(EssCall<T> call) {
		if (call.isWrite()) {
			throw new IllegalArgumentException("A poll is a read");
		}
		return record(call, CallRecorder.ofPoll(this.metrics, call),
				(recorder, region) -> this.retryLoop.once(call, region, recorder));
	}

	private <T> EssResult<T> record(EssCall<T> call, CallRecorder recorder,
			BiFunction<CallRecorder, Region, EssResult<T>> attempts) {
		Region region = this.regions.of(call.regionId());
		try {
			EssResult<T> result = attempts.apply(recorder, region);
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

}
