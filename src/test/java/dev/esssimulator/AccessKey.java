package dev.esssimulator;

import org.jspecify.annotations.Nullable;

/**
 * A key pair that the gateway accepts.
 *
 * @param securityToken the token that must come with a temporary (STS) key
 */
public record AccessKey(String id, String secret, @Nullable String securityToken) {

	/** For examples and tests; opens nothing anywhere else. */
	public static final AccessKey EXAMPLE = new AccessKey("simulator-key-id", "simulator-key-secret");

	public AccessKey(String id, String secret) {
		this(id, secret, null);
	}

	@Override
	public String toString() {
		return "AccessKey[id=" + this.id + "]";
	}

}
