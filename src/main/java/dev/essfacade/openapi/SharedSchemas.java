package dev.essfacade.openapi;

import java.util.Arrays;
import java.util.Objects;

import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Adds the schema of problems, which no controller returns. Closes the schemas of
 * requests, so that they allow no unknown fields. The schemas of responses still allow
 * new fields.
 */
@Component
class SharedSchemas implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI document) {
		Components components = document.getComponents();
		ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
		Schema<?> problem = Objects.requireNonNull(components.getSchemas().get("Problem"));
		Objects.requireNonNull(problem.getProperties().get("code"))
			.addExtension("x-extensible-enum", Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
		document.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.map((operation) -> operation.getRequestBody())
			.filter(Objects::nonNull)
			.flatMap((request) -> request.getContent().values().stream())
			.forEach((body) -> close(body, components));
	}

	/**
	 * Closes the schema of a request. List items are closed only there, because responses
	 * use the schema of the items, too.
	 */
	private static void close(MediaType body, Components components) {
		String name = body.getSchema().get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
		Schema<?> schema = Objects.requireNonNull(components.getSchemas().get(name));
		schema.setAdditionalProperties(false);
		schema.getProperties()
			.values()
			.stream()
			.map((property) -> property.getItems())
			.filter((items) -> items != null && items.get$ref() != null)
			.forEach((items) -> items.unevaluatedProperties(new BooleanSchema().booleanSchemaValue(false)));
	}

}
