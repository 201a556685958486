package dev.essfacade.ess;

import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.essfacade.ess.credentials.EssCredentials;
import dev.essfacade.ess.http.RawResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Separates ESS responses from anything else that arrives over HTTP. A success is a 2xx
 * with a JSON object that has a {@code RequestId} and no {@code Code}. An error is a 4xx
 * or 5xx whose object has both. Everything else is an invalid response.
 */
@Component
class ResponseParser {

	/** Texts that go into log lines and headers: visible ASCII of bounded length. */
	private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,1000}");

	private static final int MAX_NESTING = 50;

	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
			.build())
		.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.changeDefaultNullHandling((_) -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
		// ESS adds fields over the years.
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final ClockOffset clockOffset;

	private volatile @Nullable SecretRedactor redactor;

	ResponseParser(ClockOffset clockOffset) {
		this.clockOffset = clockOffset;
	}

	/**
	 * Parses the response to one attempt.
	 * @param credentials credentials that signed the request; texts that quote them are
	 * removed
	 * @param attempts how many attempts the call has made
	 * @throws AttemptFailedException if the response is an error or not an ESS response
	 */
	<T> EssResult<T> parse(EssCall<T> call, RawResponse response, EssCredentials credentials, int attempts)
			throws AttemptFailedException {
		JsonNode body = object(call, response);
		redactor(credentials).redact(body);
		@Nullable String requestId = visibleAscii(body, "RequestId");
		@Nullable String code = visibleAscii(body, "Code");
		if (requestId == null) {
			throw AttemptFailedException.invalidResponse(call, response, "the response has no RequestId");
		}
		this.clockOffset.update(response);
		if (response.isSuccess() && !body.has("Code")) {
			return new EssResult<>(value(call, response, body), requestId, attempts);
		}
		if (response.isSuccess() || response.getStatus() < 400 || code == null) {
			throw AttemptFailedException.invalidResponse(call, response, "the response is neither success nor error");
		}
		EssError error = new EssError(response.getStatus(), code, text(body, "Message"), requestId, httpsLink(body));
		throw AttemptFailedException.error(call, error, RetryAfter.of(response));
	}

	private SecretRedactor redactor(EssCredentials credentials) {
		@Nullable SecretRedactor last = this.redactor;
		if (last == null || !last.isFor(credentials)) {
			last = new SecretRedactor(credentials);
			this.redactor = last;
		}
		return last;
	}

	private JsonNode object(EssCall<?> call, RawResponse response) throws AttemptFailedException {
		try {
			JsonNode body = this.json.readTree(response.body());
			if (body.isObject()) {
				return body;
			}
		}
		catch (JacksonException _) {
			// The exception of Jackson is dropped, because its message quotes the body.
		}
		throw AttemptFailedException.invalidResponse(call, response, "the response is not a JSON object");
	}

	private <T> T value(EssCall<T> call, RawResponse response, JsonNode body) throws AttemptFailedException {
		try {
			removeBlanks(body);
			return this.json.treeToValue(body, call.responseType());
		}
		catch (JacksonException _) {
			throw AttemptFailedException.invalidResponse(call, response, "a field of the response has the wrong type");
		}
	}

	/** Removes empty strings, which ESS writes for absent values. */
	private static void removeBlanks(JsonNode node) {
		Predicate<JsonNode> blank = (value) -> value.isString() && value.stringValue().isBlank();
		if (node instanceof ObjectNode object) {
			object.removeIf(blank);
		}
		else if (node instanceof ArrayNode array) {
			array.removeIf(blank);
		}
		node.forEach(ResponseParser::removeBlanks);
	}

	/**
	 * Returns the troubleshooting link only if it is https, because callers may open it
	 * in a browser.
	 */
	private static @Nullable String httpsLink(JsonNode body) {
		@Nullable String link = visibleAscii(body, "Recommend");
		return (link != null && link.startsWith("https://")) ? link : null;
	}

	private static @Nullable String visibleAscii(JsonNode body, String name) {
		@Nullable String text = text(body, name);
		return (text != null && VISIBLE_ASCII.matcher(text).matches()) ? text : null;
	}

	private static @Nullable String text(JsonNode body, String name) {
		JsonNode value = body.path(name);
		return (value.isString() && !value.stringValue().isBlank()) ? value.stringValue() : null;
	}

}
