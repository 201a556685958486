package dev.essfacade.security.jwt;

import java.time.InstantSource;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.essfacade.ess.http.EgressProxyProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks tokens with Nimbus. Spring Security's own decoder neither limits how often it
 * fetches keys nor survives an issuer that is down.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "facade.security.mode", havingValue = "jwt")
class JwtConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(JwtConfiguration.class);

	/** Of an access token (RFC 9068), and what most issuers write instead. */
	private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
			new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null);

	@Bean
	BoundedResourceRetriever issuerFetch(EgressProxyProperties proxy) {
		return new BoundedResourceRetriever(proxy);
	}

	@Bean
	CachingJwkSource issuerKeys(IssuerProperties issuer, BoundedResourceRetriever fetch, InstantSource clock) {
		if (issuer.issuerUri() == null) {
			logger.warn("No issuer-uri is set: a token is believed whoever it names as its issuer, if {} has its key",
					issuer.jwkSetUri());
		}
		return new CachingJwkSource(new RemoteJwkSet(issuer, fetch), clock);
	}

	@Bean
	JwtDecoder tokenDecoder(CachingJwkSource keys, IssuerProperties issuer, InstantSource clock) {
		DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
		signatures.setJWSTypeVerifier(TYPES);
		signatures.setJWSKeySelector(new StrictJwsKeySelector(keys));
		signatures.setJWTClaimsSetVerifier((_, _) -> {
			// TokenRules looks at the claims.
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(signatures);
		decoder.setJwtValidator(new AccessTokenValidator(issuer, clock));
		return decoder;
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> fetchFirstKeys(CachingJwkSource keys) {
		return (_) -> keys.prepare();
	}

}
