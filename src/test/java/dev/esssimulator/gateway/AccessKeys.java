package dev.esssimulator.gateway;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.esssimulator.AccessKey;
import org.jspecify.annotations.Nullable;

/** Access keys that the gateway accepts. */
public final class AccessKeys {

	private final Map<String, AccessKey> known = new ConcurrentHashMap<>();

	private final Set<String> revoked = ConcurrentHashMap.newKeySet();

	public void accept(AccessKey key) {
		this.known.put(key.id(), key);
		this.revoked.remove(key.id());
	}

	public void revoke(String id) {
		this.revoked.add(id);
	}

	public void forget() {
		this.known.clear();
		this.revoked.clear();
	}

	AccessKey find(String id, @Nullable String securityToken) {
		AccessKey key = this.known.get(id);
		if (key == null) {
			throw GatewayErrors.unknownAccessKey().asException();
		}
		checkSecurityToken(key.securityToken(), securityToken);
		if (this.revoked.contains(id)) {
			throw ((key.securityToken() != null) ? GatewayErrors.securityToken("InvalidSecurityToken.Expired")
					: GatewayErrors.inactiveAccessKey())
				.asException();
		}
		return key;
	}

	private static void checkSecurityToken(@Nullable String expected, @Nullable String presented) {
		if (expected != null && presented == null) {
			throw GatewayErrors.securityToken("MissingSecurityToken").asException();
		}
		if (presented != null && !presented.equals(expected)) {
			throw GatewayErrors
				.securityToken((expected == null) ? "InvalidSecurityToken.Malformed"
						: "InvalidSecurityToken.MismatchWithAccessKey")
				.asException();
		}
	}

}
