package dev.essfacade.security;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/** Conversion of a token to a subject. */
class JwtSubjectTests {

	@Test
	void returnsTheSubjectWithAllClaims() {
		Subject subject = JwtSubject.of(token(
				Map.of("sub", "ann", "groups", List.of("pay", "ops"), "admin", true, "scope", "ess.read ess.detach")),
				"10.0.0.7");
		assertThat(subject).isEqualTo(new Subject(
				"ann", "10.0.0.7", Map.of("sub", List.of("ann"), "groups", List.of("pay", "ops"), "admin",
						List.of("true"), "scope", List.of("ess.read ess.detach")),
				Set.of(Scope.READ, Scope.DETACH), true));
	}

	@Test
	void flattensTheMembersOfAnObjectToClaims() {
		Map<String, Object> realm = Map.of("roles", List.of("a", "b"), "deeper", Map.of("still", 1));
		assertThat(JwtSubject.of(token(Map.of("sub", "ann", "realm_access", realm)), "a").claims())
			.containsEntry("realm_access.roles", List.of("a", "b"))
			.containsEntry("realm_access.deeper.still", List.of("1"))
			.hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ess.read", "openid ess.read", "ess.read openid", "ess.read ess.read" })
	void readsScopesFromASpaceSeparatedText(String scope) {
		assertThat(JwtSubject.scopes(token(Map.of("scope", scope)))).containsExactly(Scope.READ);
		assertThat(JwtSubject.scopes(token(Map.of("scp", scope)))).containsExactly(Scope.READ);
	}

	@Test
	void readsScopesFromAListAndFromBothClaims() {
		assertThat(JwtSubject.scopes(token(Map.of("scope", "ess.read", "scp", List.of("openid", "ess.detach.force")))))
			.containsExactlyInAnyOrder(Scope.READ, Scope.DETACH_FORCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ess", "ESS.READ", "ess.readonly", "ess.detach.forced", "ess.read,ess.detach" })
	void ignoresOtherScopes(String scope) {
		assertThat(JwtSubject.scopes(token(Map.of("scope", scope)))).isEmpty();
	}

	@Test
	void readsNoScopeFromTheMembersOfAnObject() {
		assertThat(JwtSubject.scopes(token(Map.of("scope", Map.of("a", "ess.read"), "scp", Map.of("", "ess.read")))))
			.isEmpty();
	}

	private static Jwt token(Map<String, Object> claims) {
		return Jwt.withTokenValue("t").header("alg", "RS256").claims((all) -> all.putAll(claims)).build();
	}

}
