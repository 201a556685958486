package dev.essfacade.scalingactivity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Weak entity tag of an activity. All replicas return the same tag for states that differ
 * only in the request id.
 */
@Component
class ActivityETag {

	private static final int LENGTH = 32;

	private final JsonMapper json;

	ActivityETag(JsonMapper json) {
		this.json = json;
	}

	String of(ScalingActivity activity) {
		return "W/\"" + opaque(activity) + '"';
	}

	/** Returns the part of the tag between the quotes. */
	String opaque(ScalingActivity activity) {
		ObjectNode fields = this.json.valueToTree(activity);
		fields.remove("requestId");
		return HexFormat.of().formatHex(sha256(this.json.writeValueAsBytes(fields))).substring(0, LENGTH);
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
