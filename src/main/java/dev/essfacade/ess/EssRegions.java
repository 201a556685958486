package dev.essfacade.ess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Closed table of regions and their endpoints. A region id of a caller is only ever
 * looked up here; no host name is built from it.
 */
@Component
public class EssRegions {

	private static final Logger logger = LoggerFactory.getLogger(EssRegions.class);

	private final Map<String, EssEndpoint> endpoints = new TreeMap<>();

	EssRegions(EssProperties settings) {
		builtIn(settings.network()).forEach((region, host) -> this.endpoints.put(region, EssEndpoint.https(host)));
		settings.endpoints().forEach((region, url) -> this.endpoints.put(region, EssEndpoint.of(url)));
		URI everywhere = settings.endpoint();
		if (everywhere != null) {
			this.endpoints.replaceAll((region, endpoint) -> EssEndpoint.of(everywhere));
			logger.warn("ess.endpoint is set: calls of every region go to {}", everywhere);
		}
		logger.info("Serving {} regions, network {}, signature version {}", this.endpoints.size(), settings.network(),
				settings.signatureVersion());
	}

	/** Returns the ids of the regions served, in alphabetical order. */
	public Set<String> ids() {
		return this.endpoints.keySet();
	}

	EssEndpoint endpoint(String regionId) {
		@Nullable EssEndpoint endpoint = this.endpoints.get(regionId);
		if (endpoint == null) {
			throw new UnknownRegionException();
		}
		return endpoint;
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
