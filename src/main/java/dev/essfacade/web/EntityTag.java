package dev.essfacade.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
		return HexFormat.of().formatHex(sha256(content)).substring(0, LENGTH);
	}

	private static byte[] sha256(byte[] data) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(data);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
