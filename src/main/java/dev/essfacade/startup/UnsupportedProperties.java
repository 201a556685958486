package dev.essfacade.startup;

import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Boot's settings of a resource server that have no effect in this service. They are
 * rejected, because an operator who sets one expects an effect.
 */
final class UnsupportedProperties {

	private static final String PREFIX = "spring.security.oauth2.resourceserver";

	private static final List<String> NAMES = List.of("jwt.jws-algorithms", "jwt.jws-algorithm",
			"jwt.public-key-location", "jwt.authority-prefix", "jwt.authorities-claim-name",
			"jwt.authorities-claim-delimiter", "jwt.authorities-claim-expressions", "jwt.principal-claim-name",
			"opaquetoken.introspection-uri", "opaquetoken.client-id", "opaquetoken.client-secret");

	private UnsupportedProperties() {
	}

	/** Fails if an unsupported setting is set. A blank value counts as unset. */
	static void reject(Environment environment) {
		Binder settings = Binder.get(environment);
		NAMES.stream().filter((name) -> isSet(PREFIX + "." + name, settings)).findFirst().ifPresent((name) -> {
			throw StartupValidator.invalid(PREFIX, name,
					"%s.%s is not supported. Unset it: only jwt.issuer-uri, jwt.jwk-set-uri and jwt.audiences are. "
						.formatted(PREFIX, name) + "The page docs/access.md describes which tokens are valid.");
		});
	}

	private static boolean isSet(String name, Binder settings) {
		List<String> values = settings.bind(name, Bindable.listOf(String.class)).orElse(List.of());
		return !values.stream().allMatch(String::isBlank);
	}

}
