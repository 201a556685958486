package dev.essfacade.ess;

import java.util.function.Function;
import java.util.function.Supplier;

import dev.essfacade.ess.ResponseParser.Answer;
import dev.essfacade.ess.resilience.RegionGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Calls ESS: lets a call in if there is room, has it tried until its outcome is known or
 * the time is up, and reports it once.
 */
@Component
public class EssClient {

	private static final Logger logger = LoggerFactory.getLogger(EssClient.class);

	private final EssRegions regions;

	private final RegionGuards guards;

	private final RetryLoop retries;

	private final CallMetrics reports;

	EssClient(EssRegions regions, RegionGuards guards, RetryLoop retries, CallMetrics reports) {
		this.regions = regions;
		this.guards = guards;
		this.retries = retries;
		this.reports = reports;
	}

	/**
	 * Looks the region up, for who has to know before anything else.
	 * @throws UnknownRegionException if no endpoint is configured for it
	 */
	public void requireServed(String regionId) {
		this.regions.endpoint(regionId);
	}

	/**
	 * Makes a call. It ends within {@code ess.deadline}, and 100 ms at most.
	 * @return what ESS answered
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if it did not succeed; it says what is known of the outcome
	 */
	public <T> EssResult<T> call(EssCall<T> call) {
		return admitted(call, (guard) -> made(call, guard));
	}

	/**
	 * Makes a call that somebody wants to know of.
	 * @param witness asked for once the call is let in; what that takes is not counted
	 * in. If it throws, nothing is sent; what the witness throws later changes nothing
	 * @see #call(EssCall)
	 */
	public <T extends WriteResponse> EssResult<T> call(EssCall<T> call, Supplier<? extends Witness> witness) {
		return admitted(call, (guard) -> {
			Witness told = witness.get();
			EssResult<T> result;
			try {
				result = made(call, guard);
			}
			catch (RuntimeException ex) {
				tell(() -> told.failed(ex));
				throw ex;
			}
			tell(() -> told.succeeded(result));
			return result;
		});
	}

	/** What came of a call stays what it is, and is answered, though nobody notes it. */
	private static void tell(Runnable news) {
		try {
			news.run();
		}
		catch (RuntimeException ex) {
			logger.error("What came of a write could not be recorded", ex);
		}
	}

	private <T> EssResult<T> admitted(EssCall<T> call, Function<RegionGuard, EssResult<T>> making) {
		this.regions.endpoint(call.regionId());
		RegionGuard guard = this.guards.of(call.regionId());
		if (!guard.enter()) {
			EssException overloaded = EssException.failed(call, EssFailure.OVERLOADED, "too many calls are under way",
					null);
			this.reports.start(call).failed(overloaded);
			throw overloaded;
		}
		try {
			return making.apply(guard);
		}
		finally {
			guard.leave();
		}
	}

	private <T> EssResult<T> made(EssCall<T> call, RegionGuard guard) {
		CallRecorder report = this.reports.start(call);
		try {
			Answer<T> answer = this.retries.call(call, guard, report);
			report.succeeded(answer.requestId());
			return new EssResult<>(answer.value(), answer.requestId(), report.attempts());
		}
		catch (EssException ex) {
			report.failed(ex);
			throw ex;
		}
		catch (RuntimeException ex) {
			throw report.broke(ex);
		}
	}

	/** Is told what came of a write that was let in. */
	public interface Witness {

		/** ESS did it. */
		void succeeded(EssResult<? extends WriteResponse> result);

		/** ESS did not do it, or nobody knows. */
		void failed(RuntimeException failure);

	}

}
