package dev.esssimulator.gateway;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of RFC 3986, the canonical form of names and values in both
 * signatures.
 */
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
	 * Decodes a text. A plus is a space in query and form. Invalid encoding is kept
	 * unchanged.
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
