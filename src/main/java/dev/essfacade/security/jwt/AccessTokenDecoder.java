package dev.essfacade.security.jwt;

import java.text.ParseException;
import java.util.Map;

import dev.essfacade.security.jwt.VerifiedTokens.Verified;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Decodes access tokens: verifies type and signature with Nimbus, then validates the
 * claims as the issuer wrote them. Spring Security's {@code NimbusJwtDecoder} converts
 * claims before it validates them. In this conversion, a date can overflow, and letters
 * of the issuer can change case.
 */
final class AccessTokenDecoder implements JwtDecoder {

	/**
	 * The type of access tokens (RFC 9068), and the types that most issuers write
	 * instead.
	 */
	private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
			new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null);

	private final DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();

	private final AccessTokenValidator validator;

	private final CachingJwkSource signingKeys;

	private final VerifiedTokens verified;

	AccessTokenDecoder(CachingJwkSource signingKeys, AccessTokenValidator validator, VerifiedTokens verified) {
		this.signingKeys = signingKeys;
		this.verified = verified;
		this.processor.setJWSTypeVerifier(TYPES);
		this.processor.setJWSKeySelector(new StrictJwsKeySelector(signingKeys));
		this.validator = validator;
	}

	/**
	 * Decodes a token.
	 * @throws BadJwtException if the token is malformed or invalid
	 * @throws JwtException if no signing keys are available
	 */
	@Override
	public Jwt decode(String token) {
		@Nullable JWKSet keys = this.signingKeys.known();
		String hash = VerifiedTokens.hash(token);
		@Nullable Verified known = this.verified.get(hash, keys);
		if (known != null) {
			this.validator.validate(known.claims());
			return known.jwt();
		}
		JWSObject jws = parsed(token);
		Map<String, Object> claims = claims(jws);
		this.validator.validate(claims);
		Jwt jwt = jwt(token, jws.getHeader(), claims);
		this.verified.add(hash, keys, claims, jwt);
		return jwt;
	}

	private static JWSObject parsed(String token) {
		try {
			return JWSObject.parse(token);
		}
		catch (ParseException | RuntimeException ex) {
			throw malformed(ex);
		}
	}

	private Map<String, Object> claims(JWSObject jws) {
		@Nullable Map<String, Object> claims;
		try {
			claims = this.processor.process(jws, null).toJSONObject();
		}
		catch (KeySourceException ex) {
			throw new JwtException("No signing keys are available", ex);
		}
		catch (BadJOSEException | JOSEException | RuntimeException ex) {
			throw malformed(ex);
		}
		if (claims == null) {
			throw new BadJwtException("The payload of the token is not a JSON object");
		}
		return claims;
	}

	private static BadJwtException malformed(Exception cause) {
		return new BadJwtException("The token is malformed or its signature is invalid", cause);
	}

	/** Creates a {@code Jwt}, which requires {@code exp} and {@code iat} as instants. */
	private static Jwt jwt(String token, JWSHeader header, Map<String, Object> claims) {
		return Jwt.withTokenValue(token).headers((all) -> all.putAll(header.toJSONObject())).claims((all) -> {
			all.putAll(claims);
			all.computeIfPresent(JwtClaimNames.EXP, (_, seconds) -> AccessTokenValidator.date(seconds));
			all.computeIfPresent(JwtClaimNames.IAT, (_, seconds) -> AccessTokenValidator.date(seconds));
		}).build();
	}

}
