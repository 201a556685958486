package dev.essfacade.ess.credentials;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports up after the first successful fetch of credentials, and ever after. It never
 * calls ESS. If it reported a later loss, all replicas would become unready at once, and
 * callers would get no problem document.
 */
final class CredentialsHealthIndicator implements HealthIndicator {

	private final RefreshingCredentials credentials;

	CredentialsHealthIndicator(RefreshingCredentials credentials) {
		this.credentials = credentials;
	}

	@Override
	public Health health() {
		return this.credentials.wereFetched() ? Health.up().build() : Health.outOfService().build();
	}

}
