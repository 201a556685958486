package dev.essfacade.ess;

import java.net.URI;

/**
 * Where the calls of one region go.
 *
 * @param host host name or address, with the port where it is not the scheme's own
 * @param https whether to speak TLS
 */
record EssEndpoint(String host, boolean https) {

	static EssEndpoint of(URI url) {
		return new EssEndpoint(url.getAuthority(), url.getScheme().equals("https"));
	}

	static EssEndpoint https(String host) {
		return new EssEndpoint(host, true);
	}

}
