package dev.essfacade.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.IfMatch;
import dev.essfacade.web.problem.ProblemTexts;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to each operation: shared parameters and headers, examples, the error response,
 * and a table of errors. The examples are in files beside the controller:
 * {@code <operationId>.request.json}, {@code <operationId>.request.forced.json} and
 * {@code <operationId>.<status>.json}.
 */
@Component
class OperationDetails implements OperationCustomizer {

	private static final String EVENTS = "text/event-stream";

	private final ProblemTexts texts;

	OperationDetails(ProblemTexts texts) {
		this.texts = texts;
	}

	@Override
	public Operation customize(Operation operation, HandlerMethod method) {
		boolean write = has(IdempotencyKey.class, method);
		describe(operation, OperationErrors.table(method, callsEss(operation), write, this.texts));
		addParameters(operation, write, has(WaitPreference.class, method));
		if (has(IfMatch.class, method)) {
			operation.addParametersItem(new Parameter().$ref("If-Match"));
		}
		addExamples(operation, method.getBeanType());
		operation.getResponses().values().forEach(OperationDetails::referToHeaders);
		operation.getResponses().addApiResponse(ApiResponses.DEFAULT, new ApiResponse().$ref("Problem"));
		return operation;
	}

	private static boolean has(Class<?> argument, HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.anyMatch((parameter) -> parameter.getParameterType() == argument);
	}

	/**
	 * Returns whether the path contains a region id. Only operations on a region call
	 * ESS.
	 */
	private static boolean callsEss(Operation operation) {
		return operation.getParameters() != null
				&& operation.getParameters().stream().anyMatch((parameter) -> "regionId".equals(parameter.getName()));
	}

	/**
	 * Removes the summary (the first sentence) from the description, and appends the
	 * errors.
	 */
	private static void describe(Operation operation, String errors) {
		String summary = operation.getSummary();
		String description = operation.getDescription().substring(summary.length()).strip();
		operation.summary(summary.substring(0, summary.length() - 1))
			.description("%s\n\n<details><summary>Errors</summary>\n\n%s\n\n</details>".formatted(description, errors));
	}

	private static void addParameters(Operation operation, boolean write, boolean wait) {
		if (operation.getParameters() != null) {
			operation.getParameters()
				.replaceAll((parameter) -> "path".equals(parameter.getIn()) ? new Parameter().$ref(parameter.getName())
						: parameter);
		}
		if (write) {
			operation.addParametersItem(new Parameter().$ref("Idempotency-Key"));
		}
		if (wait) {
			operation.addParametersItem(new Parameter().$ref(write ? "Prefer" : "Prefer-activity"));
		}
		if (operation.getResponses().containsKey("204")) {
			operation.addParametersItem(new Parameter().$ref("Last-Event-ID"));
		}
		if (operation.getResponses().containsKey("304")) {
			operation.addParametersItem(new Parameter().$ref("If-None-Match"));
		}
		operation.addParametersItem(new Parameter().$ref("X-Request-Id"));
	}

	private static void addExamples(Operation operation, Class<?> controller) {
		String file = operation.getOperationId();
		if (operation.getRequestBody() != null) {
			operation.getRequestBody().getContent().values().forEach((body) -> {
				body.addExamples("withoutForce", example("Without force", controller, file + ".request.json"));
				body.addExamples("withForce", example("With force", controller, file + ".request.forced.json"));
			});
		}
		operation.getResponses().forEach((status, response) -> {
			if (response.getContent() != null) {
				Object example = json(controller, "%s.%s.json".formatted(file, status));
				response.getContent().values().forEach((body) -> body.setExample(example));
				response.getContent()
					.computeIfPresent(EVENTS,
							(_, _) -> new MediaType().schema(new StringSchema()).example(event(example)));
			}
		});
	}

	private static Example example(String summary, Class<?> controller, String file) {
		return new Example().summary(summary).value(json(controller, file));
	}

	private static Object json(Class<?> controller, String file) {
		try (InputStream json = Objects.requireNonNull(controller.getResourceAsStream(file), file)) {
			return JsonMapper.shared().readValue(json, Map.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns a stream of one event. The OpenAPI document describes a stream as text. */
	private static String event(Object example) {
		return "id: 5f3c0e6b7a914d0c8e2f1a6b9d4c3e70\ndata: " + JsonMapper.shared().writeValueAsString(example)
				+ "\n\n";
	}

	private static void referToHeaders(ApiResponse response) {
		response.addHeaderObject("X-Request-Id", new Header());
		if (response.getHeaders().containsKey("ETag")) {
			response.addHeaderObject("Cache-Control", new Header());
		}
		response.getHeaders().replaceAll((name, _) -> new Header().$ref(name));
	}

}
