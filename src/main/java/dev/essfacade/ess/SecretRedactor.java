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
 * Empties the texts of an answer that quote what the request was signed with: a refusal
 * can hold the request, and goes on to the caller and the log.
 */
final class SecretRedactor {

	/** What is shorter is no key of Aliyun, and could be a part of any text. */
	private static final int SHORTEST = 8;

	private final List<String> forms;

	private SecretRedactor(EssCredentials keys) {
		this.forms = Stream.of(keys.id(), keys.secret(), keys.securityToken())
			.filter(Objects::nonNull)
			.filter((key) -> key.length() >= SHORTEST)
			.flatMap((key) -> Stream.of(key, encoded(key), encoded(encoded(key))))
			.map((form) -> form.toLowerCase(Locale.ROOT))
			.distinct()
			.toList();
	}

	/** An emptied text counts as left out. */
	static void silence(JsonNode answer, EssCredentials keys) {
		new SecretRedactor(keys).silence(answer);
	}

	private void silence(JsonNode node) {
		if (node instanceof ObjectNode object) {
			List.copyOf(object.propertyNames())
				.stream()
				.filter((name) -> quotes(object.get(name)))
				.forEach((name) -> object.put(name, ""));
		}
		else if (node instanceof ArrayNode array) {
			array.removeIf(this::quotes);
		}
		node.forEach(this::silence);
	}

	private boolean quotes(JsonNode value) {
		return value.isString() && this.forms.stream().anyMatch(value.stringValue().toLowerCase(Locale.ROOT)::contains);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
