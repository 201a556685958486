package dev.esssimulator.gateway;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** RFC 3986, the canonical form in which both signatures want names and values. */
final class PercentEncoding {

	private PercentEncoding() {
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~");
	}

	/**
	 * A plus is a space, in the query as in a form; what is not well encoded stands for
	 * itself.
	 */
	static String decode(String wire) {
		try {
			return URLDecoder.decode(wire, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return wire;
		}
	}

}
