package dev.essfacade.openapi;

import java.util.Arrays;
import java.util.Map;

import dev.essfacade.web.IdempotencyKey;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to every operation what all have, the texts of path variables, and the examples
 * beside its controller: {@code <operationId>.request.json} and
 * {@code <operationId>.<status>.json}.
 */
@Component
@Order(2) // after OperationProblems, whose answers have the header, too
class OperationDetails implements OperationCustomizer {

	/** Description and example; all are ids of the sandbox. */
	private static final Map<String, String[]> PATH_VARIABLES = Map.of("regionId",
			new String[] { "A region that this installation serves, as `GET /api/v1/regions` lists them.",
					"cn-hangzhou" },
			"scalingGroupId", new String[] { "The scaling group.", "asg-bp18p2yfxow2dloq" }, "scalingActivityId",
			new String[] { "The scaling activity, as a detach answered it.", "asa-bp175o6f6ego3r2j4dl5" });

	@Override
	public Operation customize(Operation operation, HandlerMethod method) {
		if (operation.getParameters() != null) {
			operation.getParameters().forEach(OperationDetails::describe);
		}
		operation.addParametersItem(reference(SharedComponents.REQUEST_ID));
		if (isWrite(method)) {
			operation.addParametersItem(reference(SharedComponents.IDEMPOTENCY_KEY));
		}
		if (operation.getResponses().containsKey("304")) {
			operation.addParametersItem(reference(SharedComponents.IF_NONE_MATCH));
		}
		addExamples(operation, method.getBeanType());
		operation.getResponses()
			.values()
			.forEach((answer) -> answer
				.addHeaderObject(SharedComponents.REQUEST_ID, new Header().$ref(SharedComponents.REQUEST_ID))
				.addHeaderObject(SharedComponents.CACHE_CONTROL, new Header().$ref(SharedComponents.CACHE_CONTROL)));
		return operation;
	}

	static boolean isWrite(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.anyMatch((parameter) -> parameter.getParameterType() == IdempotencyKey.class);
	}

	private static Parameter reference(String name) {
		return new Parameter().$ref(name);
	}

	private static void describe(Parameter parameter) {
		String @Nullable [] text = PATH_VARIABLES.get(parameter.getName());
		if (text != null && parameter.getDescription() == null) {
			parameter.description(text[0]).example(text[1]);
		}
	}

	private static void addExamples(Operation operation, Class<?> controller) {
		if (operation.getRequestBody() != null) {
			operation.getRequestBody()
				.getContent()
				.values()
				.forEach((content) -> addExample(content, controller, operation.getOperationId() + ".request.json"));
		}
		operation.getResponses().forEach((status, answer) -> {
			if (answer.getContent() != null) {
				MediaType content = answer.getContent().get("application/json");
				addExample(content, controller, operation.getOperationId() + "." + status + ".json");
			}
		});
	}

	private static void addExample(@Nullable MediaType content, Class<?> controller, String file) {
		@Nullable Object example = (content != null) ? Examples.beside(controller, file) : null;
		if (content != null && example != null) {
			content.setExample(example);
		}
	}

}
