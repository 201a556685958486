package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

import dev.essfacade.ess.http.RawResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads keys out of what STS or the metadata service answered. */
final class TemporaryCredentials {

	private static final JsonMapper json = new JsonMapper();

	private TemporaryCredentials() {
	}

	/**
	 * Reads the answer.
	 * @param field the field that holds the keys; empty if that is the whole answer
	 * @throws IOException if there are no keys in it; its message quotes nothing but an
	 * error code, since such an answer may hold anything
	 */
	static EssCredentials read(String who, RawResponse answer, String field) throws IOException {
		try {
			JsonNode body = json.readTree(answer.body());
			JsonNode keys = field.isEmpty() ? body : body.path(field);
			if (answer.isSuccess() && keys.isObject()) {
				return new EssCredentials(text(keys, "AccessKeyId"), text(keys, "AccessKeySecret"),
						text(keys, "SecurityToken"), Instant.parse(text(keys, "Expiration")));
			}
			throw new IOException("%s answered %d %s".formatted(who, answer.getStatus(), code(body)));
		}
		catch (JacksonException | DateTimeException _) {
			throw new IOException("%s answered %d, but with no keys".formatted(who, answer.getStatus()));
		}
	}

	private static String text(JsonNode keys, String name) throws IOException {
		String value = keys.path(name).asString("");
		if (value.isBlank()) {
			throw new IOException("There is no " + name + " in the keys");
		}
		return value;
	}

	private static String code(JsonNode body) {
		String code = body.path("Code").asString("");
		return code.matches("[A-Za-z0-9._-]{1,64}") ? code : "without a code";
	}

}
