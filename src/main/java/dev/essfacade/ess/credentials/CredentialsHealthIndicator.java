package dev.essfacade.ess.credentials;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready once there have been credentials. It does not look at ESS, and stays up when they
 * are lost later: then every replica would leave at once, and callers could not even be
 * told why.
 */
final class CredentialsHealthIndicator implements HealthIndicator {

	private final RefreshingCredentials keys;

	CredentialsHealthIndicator(RefreshingCredentials keys) {
		this.keys = keys;
	}

	@Override
	public Health health() {
		return this.keys.hasKeys() ? Health.up().build() : Health.outOfService().build();
	}

}
