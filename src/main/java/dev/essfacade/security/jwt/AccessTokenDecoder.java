package dev.essfacade.security.jwt;

import java.text.ParseException;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
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
 * claims before it validates them, so that a date overflows and an issuer changes case.
 */
final class AccessTokenDecoder implements JwtDecoder {

	/** The type of access tokens (RFC 9068), and what most issuers write instead. */
	private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
			new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null);

	private final DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();

	private final AccessTokenValidator validator;

	AccessTokenDecoder(JWKSource<SecurityContext> signingKeys, AccessTokenValidator validator) {
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
		JWSObject jws;
		@Nullable Map<String, Object> claims;
		try {
			jws = JWSObject.parse(token);
			claims = this.processor.process(jws, null).toJSONObject();
		}
		catch (KeySourceException ex) {
			throw new JwtException("No signing keys are available", ex);
		}
		catch (ParseException | BadJOSEException | JOSEException | RuntimeException ex) {
			throw new BadJwtException("The token is malformed or its signature is invalid", ex);
		}
		if (claims == null) {
			throw new BadJwtException("The payload of the token is not a JSON object");
		}
		this.validator.validate(claims);
		return jwt(token, jws.getHeader(), claims);
	}

	/** Creates a {@code Jwt}, which requires {@code exp} and {@code iat} as instants. */
	private static Jwt jwt(String token, JWSHeader header, Map<String, Object> claims) {
		claims.computeIfPresent(JwtClaimNames.EXP, (_, seconds) -> AccessTokenValidator.date(seconds));
		claims.computeIfPresent(JwtClaimNames.IAT, (_, seconds) -> AccessTokenValidator.date(seconds));
		return Jwt.withTokenValue(token)
			.headers((all) -> all.putAll(header.toJSONObject()))
			.claims((all) -> all.putAll(claims))
			.build();
	}

}
