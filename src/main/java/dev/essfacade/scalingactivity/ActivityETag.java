package dev.essfacade.scalingactivity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Weak entity tag of an activity. All replicas return the same tag for states that differ
 * only in the request id.
 */
@Component
class ActivityETag {

	/** Bytes of the hash that the tag contains. */
	private static final int LENGTH = 16;

	private final JsonMapper json;

	ActivityETag(JsonMapper json) {
		this.json = json;
	}

	String of(ScalingActivity activity) {
		byte[] state = this.json.writeValueAsBytes(activity.withRequestId(""));
		return "W/\"" + HexFormat.of().formatHex(sha256(state), 0, LENGTH) + '"';
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
