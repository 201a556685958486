package dev.essfacade.openapi;

import java.util.Arrays;
import java.util.Objects;

import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Adds the schema of problems, which no controller returns. */
@Component
@Order(1) // before TidyDocument
class ProblemSchema implements OpenApiCustomizer {

	@Override
	@SuppressWarnings("unchecked") // the model's maps are raw
	public void customise(OpenAPI document) {
		ModelConverters.getInstance(true).readAll(Problem.class).forEach(document.getComponents()::addSchemas);
		Schema<?> problem = Objects.requireNonNull(document.getComponents().getSchemas().get("Problem"));
		Schema<String> code = Objects.requireNonNull(problem.getProperties().get("code"));
		Arrays.stream(ProblemCode.values()).map(ProblemCode::code).forEach(code::addEnumItemObject);
	}

}
