package dev.essfacade.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Validates the claims of a token with a valid signature. The input can have claims of
 * any JSON type. Each violation is reported as the key of its text in the messages files.
 * The name of the claim can follow the key.
 *
 * @param issuer settings of the token issuer
 * @param clock clock of this service
 */
record AccessTokenValidator(IssuerProperties issuer, InstantSource clock) {

	/** Permitted difference between the clocks of the issuer and of this service. */
	private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

	/** Last second of the year 9999. */
	private static final long MAX_EPOCH_SECOND = 253_402_300_799L;

	/**
	 * Permitted subjects. They have no line breaks and control characters, so that logs
	 * and audit records can contain them.
	 */
	private static final Pattern SUBJECT = Pattern.compile("(?=.*\\S)[^\\p{C}\\p{Zl}\\p{Zp}]{1,255}");

	/**
	 * Validates the claims of an access token.
	 * @throws JwtValidationException if a claim is missing or invalid
	 */
	void validate(Map<String, Object> claims) {
		@Nullable String violation = violation(claims, this.clock.instant());
		if (violation != null) {
			throw new JwtValidationException(violation,
					List.of(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, violation, null)));
		}
	}

	private @Nullable String violation(Map<String, Object> claims, Instant now) {
		@Nullable String violation = malformed(claims);
		violation = (violation != null) ? violation : unacceptable(claims);
		return (violation != null) ? violation : untimely(claims, now);
	}

	/** Returns the point in time that a number of seconds denotes (RFC 7519), or null. */
	static @Nullable Instant date(@Nullable Object seconds) {
		return (seconds instanceof Number number && number.doubleValue() >= 0
				&& number.doubleValue() <= MAX_EPOCH_SECOND) ? Instant.ofEpochSecond(number.longValue()) : null;
	}

	private static @Nullable String malformed(Map<String, Object> claims) {
		for (String name : List.of(JwtClaimNames.ISS, JwtClaimNames.JTI)) {
			if (claims.get(name) != null && !(claims.get(name) instanceof String)) {
				return "claim-not-a-text " + name;
			}
		}
		for (String name : List.of("scope", "scp")) {
			if (claims.get(name) != null && texts(claims.get(name)) == null) {
				return "claim-not-texts " + name;
			}
		}
		for (String name : List.of(JwtClaimNames.NBF, JwtClaimNames.IAT)) {
			if (claims.get(name) != null && date(claims.get(name)) == null) {
				return "claim-not-a-date " + name;
			}
		}
		return null;
	}

	private @Nullable String unacceptable(Map<String, Object> claims) {
		if (claims.containsKey("cnf")) {
			return "bound-to-sender";
		}
		if (this.issuer.issuerUri() != null
				&& !this.issuer.issuerUri().toString().equals(claims.get(JwtClaimNames.ISS))) {
			return "other-issuer";
		}
		@Nullable List<String> audiences = texts(claims.get(JwtClaimNames.AUD));
		if (audiences == null || audiences.stream().noneMatch(this.issuer.audiences()::contains)) {
			return "other-audience";
		}
		return (claims.get(JwtClaimNames.SUB) instanceof String subject && SUBJECT.matcher(subject).matches()) ? null
				: "no-subject";
	}

	private static @Nullable String untimely(Map<String, Object> claims, Instant now) {
		@Nullable Instant expiry = date(claims.get(JwtClaimNames.EXP));
		if (expiry == null) {
			return "no-expiry";
		}
		if (now.minus(CLOCK_SKEW).isAfter(expiry)) {
			return "expired";
		}
		@Nullable Instant issued = date(claims.get(JwtClaimNames.IAT));
		if (issued != null && !issued.isBefore(expiry)) {
			return "expires-before-issued";
		}
		@Nullable Instant notBefore = date(claims.get(JwtClaimNames.NBF));
		return (notBefore != null && now.plus(CLOCK_SKEW).isBefore(notBefore)) ? "not-valid-yet" : null;
	}

	/**
	 * Returns the texts of a claim: one text or a list of texts. Returns null for any
	 * other value.
	 */
	private static @Nullable List<String> texts(@Nullable Object value) {
		List<?> values = (value instanceof List<?> list) ? list : Stream.ofNullable(value).toList();
		boolean valid = value != null && values.stream().allMatch(String.class::isInstance);
		return valid ? values.stream().map(String.class::cast).toList() : null;
	}

}
