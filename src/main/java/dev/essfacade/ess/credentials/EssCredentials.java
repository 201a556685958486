package dev.essfacade.ess.credentials;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Credentials that sign ESS requests.
 *
 * @param id access key id
 * @param secret access key secret
 * @param securityToken STS token; null for a permanent access key
 * @param expiration when the credentials expire; null if unknown
 */
public record EssCredentials(String id, String secret, @Nullable String securityToken, @Nullable Instant expiration) {

	/** Whether the credentials have not expired. */
	public boolean areValidAt(Instant now) {
		return this.expiration == null || now.isBefore(this.expiration);
	}

	/** Leaves the secrets out. */
	@Override
	public String toString() {
		return "EssCredentials[temporary=%s, expiration=%s]".formatted(this.securityToken != null, this.expiration);
	}

}
