package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import dev.essfacade.ess.http.RawResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A source whose temporary credentials arrive in a JSON response. */
interface TemporaryCredentialsSource extends CredentialsSource {

	@Override
	default Duration minFetchInterval() {
		return Duration.ofSeconds(10);
	}

	@Override
	default boolean expires() {
		return true;
	}

	/**
	 * Parses a response.
	 * @param host the sender, for messages
	 * @param field the field with the credentials; empty if the whole body is meant
	 * @throws IOException if the response contains no credentials; the message quotes
	 * only its status and error code
	 */
	static EssCredentials parse(String host, RawResponse response, String field) throws IOException {
		try {
			JsonNode body = JsonMapper.shared().readTree(response.body());
			JsonNode credentials = field.isEmpty() ? body : body.path(field);
			if (response.isSuccess() && credentials.isObject()) {
				return new EssCredentials(text(host, credentials, "AccessKeyId"),
						text(host, credentials, "AccessKeySecret"), text(host, credentials, "SecurityToken"),
						Instant.parse(text(host, credentials, "Expiration")));
			}
			throw new IOException("%s returned %d %s".formatted(host, response.status(), code(body)));
		}
		catch (JacksonException | DateTimeException _) {
			throw new IOException("%s returned %d without credentials".formatted(host, response.status()));
		}
	}

	private static String text(String host, JsonNode credentials, String name) throws IOException {
		return CredentialText.require(name + " of " + host, credentials.path(name).asString(""));
	}

	private static String code(JsonNode body) {
		String code = body.path("Code").asString("");
		return code.matches("[A-Za-z0-9._-]{1,64}") ? code : "without an error code";
	}

}
