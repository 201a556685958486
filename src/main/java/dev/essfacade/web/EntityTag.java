package dev.essfacade.web;

import java.util.HexFormat;

import org.apache.tomcat.util.security.ConcurrentMessageDigest;

/**
 * Computes entity tags (RFC 9110) as hashes of the content, so that all replicas return
 * the same tag.
 */
public final class EntityTag {

	private static final int LENGTH = 32;

	private EntityTag() {
	}

	/** Returns the strong tag of some content. */
	public static String strong(byte[] content) {
		return '"' + opaque(content) + '"';
	}

	/** Returns the tag of some content without the quotes. */
	public static String opaque(byte[] content) {
		return HexFormat.of().formatHex(ConcurrentMessageDigest.digestSHA256(content)).substring(0, LENGTH);
	}

}
