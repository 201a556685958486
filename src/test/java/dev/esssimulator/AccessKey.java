package dev.esssimulator;

import org.jspecify.annotations.Nullable;

/**
 * An access key that the gateway accepts.
 *
 * @param securityToken the token that a request with a temporary (STS) key must contain
 */
public record AccessKey(String id, String secret, @Nullable String securityToken) {

	/** Access key for examples and tests only. */
	public static final AccessKey EXAMPLE = new AccessKey("simulator-key-id", "simulator-key-secret");

	public AccessKey(String id, String secret) {
		this(id, secret, null);
	}

	@Override
	public String toString() {
		return "AccessKey[id=" + this.id + "]";
	}

}
