package dev.essfacade.ess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.essfacade.ess.resilience.CircuitBreaker;
import dev.essfacade.ess.resilience.FairSemaphore;
import dev.essfacade.ess.resilience.RetryBudget;
import dev.essfacade.ess.resilience.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Closed table of the regions that are served. The region id of a caller only selects a
 * row, and never becomes part of a host name.
 */
@Component
public class EssRegions {

	private static final Logger logger = LoggerFactory.getLogger(EssRegions.class);

	private final Map<String, Region> regions = new LinkedHashMap<>();

	EssRegions(EssProperties settings, Ticker ticker, MeterRegistry meters) {
		endpoints(settings).forEach((id, endpoint) -> {
			Region region = new Region(id, endpoint, new RetryBudget(ticker), new CircuitBreaker(ticker),
					new FairSemaphore(settings.maxConcurrentCallsPerRegion()));
			region.register(meters);
			this.regions.put(id, region);
		});
		logger.info("Serving {} regions, network {}, signature version {}", this.regions.size(), settings.network(),
				settings.signatureVersion());
	}

	/** Returns the ids of the regions served, in alphabetical order. */
	public Set<String> ids() {
		return this.regions.keySet();
	}

	/**
	 * Returns a region.
	 * @throws UnknownRegionException if the region is not served
	 */
	Region of(String regionId) {
		@Nullable Region region = this.regions.get(regionId);
		if (region == null) {
			throw new UnknownRegionException();
		}
		return region;
	}

	private static Map<String, EssEndpoint> endpoints(EssProperties settings) {
		Map<String, EssEndpoint> endpoints = new TreeMap<>();
		builtIn(settings.network()).forEach((region, host) -> endpoints.put(region, EssEndpoint.https(host)));
		settings.endpoints().forEach((region, url) -> endpoints.put(region, EssEndpoint.of(url)));
		@Nullable URI everywhere = settings.endpoint();
		if (everywhere != null) {
			endpoints.replaceAll((region, endpoint) -> EssEndpoint.of(everywhere));
			logger.warn("ess.endpoint is set: calls of every region go to {}", everywhere);
		}
		return endpoints;
	}

	private static Map<String, String> builtIn(EssProperties.Network network) {
		Map<String, String> hosts = new TreeMap<>();
		for (String line : table().lines().filter((line) -> !line.startsWith("#")).toList()) {
			String[] row = line.split(" +", -1);
			String host = row[(network == EssProperties.Network.VPC) ? 2 : 1];
			if (!host.equals("-")) {
				hosts.put(row[0], host);
			}
		}
		return hosts;
	}

	private static String table() {
		try (InputStream table = EssRegions.class.getResourceAsStream("endpoints.txt")) {
			if (table == null) {
				throw new IllegalStateException("endpoints.txt is not on the class path");
			}
			return new String(table.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
