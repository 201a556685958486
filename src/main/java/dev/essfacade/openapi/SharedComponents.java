package dev.essfacade.openapi;

import java.math.BigDecimal;

import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemExamples;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;

/**
 * What operations have in common and only refer to: headers, and the examples of
 * problems.
 */
final class SharedComponents {

	static final String REQUEST_ID = "X-Request-Id";

	static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	static final String IF_NONE_MATCH = "If-None-Match";

	static final String RETRY_AFTER = "Retry-After";

	static final String CACHE_CONTROL = "Cache-Control";

	static final String AUTHENTICATE = "WWW-Authenticate";

	private SharedComponents() {
	}

	static Components components(ProblemExamples examples) {
		Components components = new Components();
		addRequestHeaders(components);
		addResponseHeaders(components);
		for (ProblemCode code : ProblemCode.values()) {
			components.addExamples(code.code(), new Example().summary(code.title()).value(examples.of(code)));
		}
		return components;
	}

	private static void addRequestHeaders(Components components) {
		addParameter(components, REQUEST_ID,
				"""
						Your id for this request; it comes back, and stands in every log line. One that is not 1 to 64 letters, \
						digits, `.`, `_` or `-` is replaced by a new one.""",
				text());
		addParameter(components, IDEMPOTENCY_KEY,
				"""
						Your key for this request, which ESS sees as its `ClientToken`: repeated under the same key with the same \
						parameters, it is done once. A UUID is recommended; a pair of double quotes around it is taken off. With \
						`clientToken` in the body, too, both must be equal. With neither, the service makes one and returns it.""",
				text().pattern("^(%1$s|\"%1$s\")$".formatted(IdempotencyKey.FORMAT)));
		addParameter(components, IF_NONE_MATCH, """
				The `ETag` of an earlier answer: if nothing has changed since, the answer is 304.""", text());
	}

	private static void addResponseHeaders(Components components) {
		addHeader(components, REQUEST_ID, "The id of this request: yours, or a new one.",
				text().pattern("^[A-Za-z0-9._-]{1,64}$"));
		addHeader(components, "Location", """
				Where to follow the scaling activity; `since`, the second in which it was started, lets the poll find \
				it even before ESS lists it.""", text().format("uri-reference"));
		addHeader(components, RETRY_AFTER, "Seconds to wait before the next look or the next try.",
				new IntegerSchema().format("int32").minimum(BigDecimal.ONE));
		addHeader(components, "ETag", "Weak tag over all fields of the activity but `requestId`.",
				text().pattern("^W/\"[0-9a-f]{32}\"$"));
		addHeader(components, AUTHENTICATE,
				"`Bearer`, with `error` and `scope` as RFC 6750 has them: what a token lacks.", text());
		addHeader(components, CACHE_CONTROL, "`private, no-cache` for an activity, `no-store` for everything else.",
				text());
	}

	private static Schema<?> text() {
		return new StringSchema();
	}

	private static void addParameter(Components components, String name, String description, Schema<?> schema) {
		components.addParameters(name,
				new HeaderParameter().name(name).required(false).description(description).schema(schema));
	}

	private static void addHeader(Components components, String name, String description, Schema<?> schema) {
		components.addHeaders(name, new Header().description(description).schema(schema));
	}

}
