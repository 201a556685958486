package dev.tokenissuer;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Two users, a pipeline, a login page, and a signing key that is created at each start.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class IssuerConfiguration {

	@Bean
	SecurityFilterChain everything(HttpSecurity http) {
		return http.oauth2AuthorizationServer((server) -> server.oidc(Customizer.withDefaults()))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.cors((cors) -> cors.configurationSource((_) -> pagesOfThisMachine()))
			.formLogin(Customizer.withDefaults())
			.build();
	}

	private static CorsConfiguration pagesOfThisMachine() {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOriginPatterns(List.of("http://127.0.0.1:[*]", "http://localhost:[*]"));
		cors.addAllowedMethod("POST");
		cors.addAllowedHeader("*");
		return cors;
	}

	/** Users whose passwords equal their names. The sandbox prints the names. */
	@Bean
	UserDetailsService people() {
		return new InMemoryUserDetailsManager(person("operator", TokenIssuer.SCOPES),
				person("viewer", List.of("ess.read")));
	}

	private static UserDetails person(String name, List<String> may) {
		return User.withUsername(name).password("{noop}" + name).authorities(may.toArray(String[]::new)).build();
	}

	@Bean
	RegisteredClientRepository clients() {
		return new InMemoryRegisteredClientRepository(RegisteredClient.withId(UUID.randomUUID().toString())
			.clientId(TokenIssuer.PIPELINE)
			.clientSecret("{noop}" + TokenIssuer.PIPELINE)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scopes((scopes) -> scopes.addAll(TokenIssuer.SCOPES))
			.build());
	}

	@Bean
	JWKSource<SecurityContext> keys() throws JOSEException {
		return new ImmutableJWKSet<>(
				new JWKSet(new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate()));
	}

	@Bean
	JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
		return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
	}

	/** The issuer's identifier is its URL. */
	@Bean
	AuthorizationServerSettings settings() {
		return AuthorizationServerSettings.builder().build();
	}

	/**
	 * Adds the claims of an access token (RFC 9068). The token of a user contains only
	 * scopes that the user has.
	 */
	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> accessToken() {
		return (token) -> {
			if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
				token.getJwsHeader().type("at+jwt");
				token.getClaims()
					.audience(List.of(TokenIssuer.AUDIENCE))
					.claim("groups", List.of("sandbox-" + bearer(token).getName()))
					.claim("scope", String.join(" ", granted(token)));
			}
		};
	}

	private static List<String> granted(JwtEncodingContext token) {
		Set<String> may = AuthorityUtils.authorityListToSet(bearer(token).getAuthorities());
		boolean person = AuthorizationGrantType.AUTHORIZATION_CODE.equals(token.getAuthorizationGrantType());
		return token.getAuthorizedScopes().stream().filter((scope) -> !person || may.contains(scope)).sorted().toList();
	}

	private static Authentication bearer(JwtEncodingContext token) {
		return Objects.requireNonNull(token.<Authentication>getPrincipal());
	}

}
