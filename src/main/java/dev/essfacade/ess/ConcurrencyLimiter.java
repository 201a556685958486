package dev.essfacade.ess;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.essfacade.ess.resilience.FairSemaphore;
import dev.essfacade.ess.resilience.FairSemaphore.Rejection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Limits the calls in flight: in total, per region, and per caller. Reads and writes of
 * callers acquire a permit before each call.
 */
@Component
public class ConcurrencyLimiter {

	private final FairSemaphore total;

	private final Map<String, FairSemaphore> regions;

	private final CallMetrics metrics;

	private final MeterRegistry meters;

	ConcurrencyLimiter(EssRegions regions, EssProperties limits, CallMetrics metrics, MeterRegistry meters) {
		this.total = new FairSemaphore(limits.maxConcurrentCalls());
		this.regions = regions.ids()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Function.identity(),
					(_) -> new FairSemaphore(limits.maxConcurrentCallsPerRegion())));
		this.metrics = metrics;
		this.meters = meters;
		this.regions.forEach((region, limit) -> Gauge.builder("ess.calls.in.flight", limit, FairSemaphore::inUse)
			.description("Calls to ESS in flight.")
			.tag("region", region)
			.register(meters));
	}

	/**
	 * Acquires a permit for one call.
	 * @param caller who calls; null if callers are anonymous and share one limit
	 * @throws UnknownRegionException if the region is not served
	 * @throws EssException with {@link CallOutcome#OVERLOADED} if a limit is reached
	 */
	public Permit acquire(EssCall<?> call, @Nullable String caller) {
		@Nullable FairSemaphore region = this.regions.get(call.regionId());
		if (region == null) {
			throw new UnknownRegionException();
		}
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

	/** The right to one call; released by {@link #close}. */
	@FunctionalInterface
	public interface Permit extends AutoCloseable {

		@Override
		void close();

	}

}
