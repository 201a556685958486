package dev.essfacade.ess;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.essfacade.ess.resilience.RegionGuard;
import dev.essfacade.ess.resilience.Ticker;

import org.springframework.stereotype.Component;

/** One guard for each region that is served. */
@Component
class RegionGuards {

	private final Map<String, RegionGuard> guards;

	RegionGuards(EssRegions regions, EssProperties settings, Ticker ticker) {
		Semaphore everywhere = new Semaphore(settings.maxConcurrentCalls());
		this.guards = regions.ids()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Function.identity(),
					(region) -> new RegionGuard(ticker, everywhere, settings.maxConcurrentCallsPerRegion())));
	}

	/** The guard of a region of the table. */
	RegionGuard of(String regionId) {
		return Objects.requireNonNull(this.guards.get(regionId));
	}

	void forEach(BiConsumer<String, RegionGuard> action) {
		this.guards.forEach(action);
	}

}
