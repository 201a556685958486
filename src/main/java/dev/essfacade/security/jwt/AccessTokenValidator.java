package dev.essfacade.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token has to say, once its signature is known to be good. The caller is told
 * which rule it breaks, in words that hold nothing of the token.
 */
final class AccessTokenValidator implements OAuth2TokenValidator<Jwt> {

	/** How far the issuer's clock may be from ours. */
	private static final Duration SKEW = Duration.ofSeconds(30);

	/**
	 * It stands in logs and audit records, so it has nothing in it that would break or
	 * reorder a line.
	 */
	private static final Pattern SUBJECT = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,255}");

	private final IssuerProperties issuer;

	private final InstantSource clock;

	AccessTokenValidator(IssuerProperties issuer, InstantSource clock) {
		this.issuer = issuer;
		this.clock = clock;
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		@Nullable String broken = brokenRule(token, this.clock.instant());
		return (broken == null) ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, broken, null));
	}

	private @Nullable String brokenRule(Jwt token, Instant now) {
		if (this.issuer.issuerUri() != null
				&& !this.issuer.issuerUri().toString().equals(token.getClaimAsString("iss"))) {
			return "The token comes from another issuer.";
		}
		if (!isMeantForUs(token.getAudience())) {
			return "The token is meant for another audience.";
		}
		@Nullable String subject = token.getSubject();
		if (subject == null || subject.isBlank() || !SUBJECT.matcher(subject).matches()) {
			return "The token names no subject.";
		}
		return brokenTime(token, now);
	}

	private boolean isMeantForUs(@Nullable List<String> audience) {
		return audience != null && audience.stream().anyMatch(this.issuer.audiences()::contains);
	}

	private static @Nullable String brokenTime(Jwt token, Instant now) {
		@Nullable Instant expiry = token.getExpiresAt();
		if (expiry == null) {
			return "The token has no expiry.";
		}
		if (now.minus(SKEW).isAfter(expiry)) {
			return "The token has expired.";
		}
		@Nullable Instant from = token.getNotBefore();
		return (from != null && now.plus(SKEW).isBefore(from)) ? "The token is not valid yet." : null;
	}

}
