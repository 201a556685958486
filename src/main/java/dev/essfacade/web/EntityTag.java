package dev.essfacade.web;

import java.util.HexFormat;

import org.apache.tomcat.util.security.ConcurrentMessageDigest;

/** Entity tags (RFC 9110) that are hashes: all replicas return the same one. */
public final class EntityTag {

	private static final int LENGTH = 32;

	private EntityTag() {
	}

	/** Returns the strong tag of some content. */
	public static String strong(byte[] content) {
		return '"' + opaque(content) + '"';
	}

	/** Returns the part of the tag between the quotes. */
	public static String opaque(byte[] content) {
		return HexFormat.of().formatHex(ConcurrentMessageDigest.digestSHA256(content)).substring(0, LENGTH);
	}

}
