package dev.essfacade.ess;

import dev.essfacade.ess.resilience.FairSemaphore;
import dev.essfacade.ess.resilience.FairSemaphore.Rejection;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Limits the calls in flight: in total, per region, and per caller. A read, write or
 * preview of a caller takes one permit. A write and the read before it share the permit.
 */
@Component
public class ConcurrencyLimiter {

	private final FairSemaphore total;

	private final EssRegions regions;

	private final CallMetrics metrics;

	private final MeterRegistry meters;

	ConcurrencyLimiter(EssRegions regions, EssProperties limits, CallMetrics metrics, MeterRegistry meters) {
		this.total = new FairSemaphore(limits.maxConcurrentCalls());
		this.regions = regions;
		this.metrics = metrics;
		this.meters = meters;
	}

	/**
	 * Acquires a permit for a call, and for the reads that belong to it.
	 * @param caller the caller; null if callers are anonymous, so that no fair share
	 * applies
	 * @throws UnknownRegionException if the region is not served
	 * @throws EssException with {@link CallOutcome#OVERLOADED} if a limit is reached
	 */
	public Permit acquire(EssCall<?> call, @Nullable String caller) {
		FairSemaphore region = this.regions.of(call.regionId()).permits();
		acquire(region, "region", call, caller);
		try {
			acquire(this.total, "total", call, caller);
		}
		catch (EssException ex) {
			region.release(caller);
			throw ex;
		}
		return () -> {
			this.total.release(caller);
			region.release(caller);
		};
	}

	private void acquire(FairSemaphore limit, String name, EssCall<?> call, @Nullable String caller) {
		@Nullable Rejection rejection = limit.tryAcquire(caller);
		if (rejection != null) {
			boolean share = rejection == Rejection.SHARE_IN_USE;
			this.meters.counter("ess.calls.rejected", "region", call.regionId(), "reason", share ? "caller" : name)
				.increment();
			EssException overloaded = EssException.overloaded(call,
					share ? "the caller's share of concurrent calls is in use" : "too many calls in flight: " + name);
			new CallRecorder(this.metrics, call).failed(overloaded);
			throw overloaded;
		}
	}

	/**
	 * The right to one call and the reads that belong to it. {@link #close} releases it.
	 */
	@FunctionalInterface
	public interface Permit extends AutoCloseable {

		@Override
		void close();

	}

}
