package dev.essfacade.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/** Converts a valid access token to the subject that access rules refer to. */
final class JwtSubject {

	/**
	 * Names of the scope claim: {@code scope} in RFC 8693, {@code scp} at Microsoft and
	 * Okta.
	 */
	private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp");

	private JwtSubject() {
	}

	static Subject of(Jwt token, String address) {
		Map<String, List<String>> claims = new LinkedHashMap<>();
		token.getClaims().forEach((name, value) -> flatten(name, value, claims));
		return new Subject(Objects.requireNonNull(token.getSubject()), address, claims, scopes(token), true);
	}

	/** Returns the scopes of this service in a token. Other scopes are ignored. */
	static Set<Scope> scopes(Jwt token) {
		Map<String, List<String>> claims = new LinkedHashMap<>();
		SCOPE_CLAIMS.forEach((name) -> flatten(name, token.getClaims().get(name), claims));
		List<String> ids = SCOPE_CLAIMS.stream()
			.flatMap((name) -> claims.getOrDefault(name, List.of()).stream())
			.flatMap((value) -> Stream.of(value.split(" ")))
			.toList();
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		Arrays.stream(Scope.values()).filter((scope) -> ids.contains(scope.id())).forEach(scopes::add);
		return scopes;
	}

	/** Adds one claim per member of an object, such as {@code realm_access.roles}. */
	private static void flatten(String name, @Nullable Object value, Map<String, List<String>> claims) {
		switch (value) {
			case null -> {
			}
			case Map<?, ?> members -> members.forEach((member, inner) -> flatten(name + "." + member, inner, claims));
			case Collection<?> several -> several.forEach((one) -> flatten(name, one, claims));
			default -> claims.computeIfAbsent(name, (_) -> new ArrayList<>()).add(value.toString());
		}
	}

}
