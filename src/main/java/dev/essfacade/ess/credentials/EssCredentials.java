package dev.essfacade.ess.credentials;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a request is signed with.
 *
 * @param id access key id
 * @param secret its secret
 * @param securityToken STS token; null for a permanent key
 * @param expiration when the keys end; null if nobody says
 */
public record EssCredentials(String id, String secret, @Nullable String securityToken, @Nullable Instant expiration) {

	/** Whether ESS would still accept them. */
	public boolean areValidAt(Instant now) {
		return this.expiration == null || now.isBefore(this.expiration);
	}

	/** Secrets stay out of logs. */
	@Override
	public String toString() {
		return "Keys[temporary=%s, expiration=%s]".formatted(this.securityToken != null, this.expiration);
	}

}
