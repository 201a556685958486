package dev.essfacade.ess;

import java.net.URI;

/**
 * Endpoint of one region.
 *
 * @param host host name or address, with the port unless the port is the default of the
 * scheme
 * @param https whether TLS is used
 */
record EssEndpoint(String host, boolean https) {

	static EssEndpoint of(URI url) {
		return new EssEndpoint(url.getAuthority(), url.getScheme().equals("https"));
	}

	static EssEndpoint https(String host) {
		return new EssEndpoint(host, true);
	}

}
