package dev.essfacade.ess;

import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.essfacade.ess.EssException.Refusal;
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
 * Tells an ESS answer from anything else that may come back over HTTP. Success is a 2xx
 * with a JSON object that has a {@code RequestId} and no {@code Code}; a refusal is any
 * other status with both. Nothing else is believed.
 */
@Component
class ResponseParser {

	private static final Pattern WORD = Pattern.compile("[\\x21-\\x7E]{1,1000}");

	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
			.build())
		.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.changeDefaultNullHandling((_) -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
		// ESS adds fields over the years.
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	/**
	 * Reads what came back.
	 * @param keys what the request was signed with; no text that quotes them is believed
	 * @throws EssException if it is a refusal, or no ESS answer at all
	 */
	<T> Answer<T> read(EssCall<T> call, RawResponse answer, EssCredentials keys) {
		JsonNode body = parse(call, answer);
		SecretRedactor.silence(body, keys);
		@Nullable String requestId = word(body, "RequestId");
		@Nullable String code = word(body, "Code");
		if (requestId == null) {
			throw EssException.notAnEssAnswer(call, answer, "the answer has no RequestId");
		}
		if (answer.isSuccess() && !body.has("Code")) {
			return new Answer<>(convert(call, answer, body), requestId);
		}
		if (answer.isSuccess() || answer.getStatus() < 400 || code == null) {
			throw EssException.notAnEssAnswer(call, answer, "the answer is neither success nor refusal");
		}
		throw EssException.answered(call,
				new Refusal(answer.getStatus(), code, text(body, "Message"), requestId, word(body, "Recommend")),
				RetryAfter.of(answer));
	}

	private JsonNode parse(EssCall<?> call, RawResponse answer) {
		try {
			JsonNode body = this.json.readTree(answer.body());
			if (body.isObject()) {
				return body;
			}
		}
		catch (JacksonException _) {
			// Its message quotes the body, which may be anything: not passed on.
		}
		throw EssException.notAnEssAnswer(call, answer, "the answer is no JSON object");
	}

	private <T> T convert(EssCall<T> call, RawResponse answer, JsonNode body) {
		try {
			leaveOutBlanks(body);
			return this.json.treeToValue(body, call.answerType());
		}
		catch (JacksonException _) {
			throw EssException.notAnEssAnswer(call, answer, "a field of the answer has the wrong type");
		}
	}

	/** An empty text is ESS's way of leaving something out. */
	private static void leaveOutBlanks(JsonNode node) {
		Predicate<JsonNode> blank = (value) -> value.isString() && value.stringValue().isBlank();
		if (node instanceof ObjectNode object) {
			object.removeIf(blank);
		}
		else if (node instanceof ArrayNode array) {
			array.removeIf(blank);
		}
		node.forEach(ResponseParser::leaveOutBlanks);
	}

	/**
	 * A text that goes into logs and headers: visible ASCII of bounded length, or
	 * nothing.
	 */
	private static @Nullable String word(JsonNode body, String name) {
		@Nullable String text = text(body, name);
		return (text != null && WORD.matcher(text).matches()) ? text : null;
	}

	private static @Nullable String text(JsonNode body, String name) {
		JsonNode value = body.path(name);
		return (value.isString() && !value.stringValue().isBlank()) ? value.stringValue() : null;
	}

	/**
	 * A success.
	 *
	 * @param value what ESS answered
	 * @param requestId ESS's id of this request, which ActionTrail lists too
	 */
	record Answer<T>(T value, String requestId) {
	}

}
