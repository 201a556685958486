package dev.essfacade.ess;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.essfacade.ess.resilience.RegionResilience;
import dev.essfacade.ess.resilience.RetryBudget;
import dev.essfacade.ess.resilience.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Retry budget and circuit breaker of each region that is served. */
@Component
class ResilienceRegistry {

	private final Map<String, RegionResilience> regions;

	ResilienceRegistry(EssRegions regions, Ticker ticker, MeterRegistry meters) {
		this.regions = regions.ids()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Function.identity(), (_) -> new RegionResilience(ticker)));
		this.regions.forEach((region, resilience) -> register(region, resilience, meters));
	}

	/**
	 * Returns the protection of a region.
	 * @throws UnknownRegionException if the region is not served
	 */
	RegionResilience of(String regionId) {
		@Nullable RegionResilience region = this.regions.get(regionId);
		if (region == null) {
			throw new UnknownRegionException();
		}
		return region;
	}

	private static void register(String region, RegionResilience resilience, MeterRegistry meters) {
		Gauge.builder("ess.retry.budget.tokens", resilience.budget(), RetryBudget::tokens)
			.description("Tokens left in the region's retry budget.")
			.tag("region", region)
			.register(meters);
		Gauge.builder("ess.circuit.breaker.open", resilience.breaker(), (breaker) -> breaker.isOpen() ? 1 : 0)
			.description("1 while the region's circuit breaker is open (one probe per second).")
			.tag("region", region)
			.register(meters);
	}

}
