package dev.essfacade.startup;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Boot's settings of a resource server that this service does not go by: who sets one of
 * them counts on it.
 */
final class UnsupportedProperties {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.";

	private static final List<String> NAMES = Stream
		.of("jwt.jws-algorithms", "jwt.jws-algorithm", "jwt.public-key-location", "jwt.authority-prefix",
				"jwt.authorities-claim-name", "jwt.authorities-claim-delimiter", "jwt.authorities-claim-expressions",
				"jwt.principal-claim-name", "opaquetoken.introspection-uri", "opaquetoken.client-id",
				"opaquetoken.client-secret")
		.map(PREFIX::concat)
		.toList();

	private UnsupportedProperties() {
	}

	/** Refuses to start with one; blank counts as absent. */
	static void refuse(Environment environment) {
		Binder settings = Binder.get(environment);
		NAMES.stream().filter((name) -> isSet(name, settings)).findFirst().ifPresent((name) -> {
			throw new MissingSettingException(name + " is not heeded by this service. Unset it: of " + PREFIX
					+ "* only jwt.issuer-uri, jwt.jwk-set-uri and jwt.audiences count. The page docs/access.md says "
					+ "what a token has to be.");
		});
	}

	private static boolean isSet(String name, Binder settings) {
		return settings.bind(name, Bindable.listOf(String.class))
			.orElse(List.of())
			.stream()
			.anyMatch((value) -> !value.isBlank());
	}

}
