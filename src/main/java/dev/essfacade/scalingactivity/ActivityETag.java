package dev.essfacade.scalingactivity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * The weak entity tag of an activity: equal on every replica as long as nothing but the
 * request id differs.
 */
@Component
class ActivityETag {

	private static final int LENGTH = 32;

	private final JsonMapper json;

	ActivityETag(JsonMapper json) {
		this.json = json;
	}

	String of(ScalingActivity activity) {
		ObjectNode fields = this.json.valueToTree(activity);
		fields.remove("requestId");
		return "W/\"" + HexFormat.of().formatHex(sha256(this.json.writeValueAsBytes(fields))).substring(0, LENGTH)
				+ '"';
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
