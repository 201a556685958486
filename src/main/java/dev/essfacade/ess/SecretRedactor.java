package dev.essfacade.ess;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import dev.essfacade.ess.credentials.EssCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes the texts of a response that quote the credentials of the request. Some errors
 * of ESS repeat the request, and the caller and the log get these errors.
 */
final class SecretRedactor {

	/**
	 * Shorter texts are never credentials of Aliyun, and could occur in any text by
	 * chance.
	 */
	private static final int MIN_LENGTH = 8;

	private final EssCredentials credentials;

	/** The credentials in lower case: plain, URL-encoded once, and URL-encoded twice. */
	private final List<String> secrets;

	SecretRedactor(EssCredentials credentials) {
		this.credentials = credentials;
		this.secrets = Stream.of(credentials.id(), credentials.secret(), credentials.securityToken())
			.filter(Objects::nonNull)
			.filter((secret) -> secret.length() >= MIN_LENGTH)
			.flatMap((secret) -> Stream.of(secret, encoded(secret), encoded(encoded(secret))))
			.map((secret) -> secret.toLowerCase(Locale.ROOT))
			.distinct()
			.toList();
	}

	/** Whether this redactor was created for these credentials. */
	boolean isFor(EssCredentials other) {
		return this.credentials.equals(other);
	}

	/**
	 * Replaces fields that quote the credentials by an empty text, which counts as
	 * absent. Removes array elements that quote them.
	 */
	void redact(JsonNode node) {
		if (node instanceof ObjectNode object) {
			List.copyOf(object.propertyNames())
				.stream()
				.filter((name) -> quotes(object.get(name)))
				.forEach((name) -> object.put(name, ""));
		}
		else if (node instanceof ArrayNode array) {
			array.removeIf(this::quotes);
		}
		node.forEach(this::redact);
	}

	private boolean quotes(JsonNode value) {
		return value.isString()
				&& this.secrets.stream().anyMatch(value.stringValue().toLowerCase(Locale.ROOT)::contains);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
