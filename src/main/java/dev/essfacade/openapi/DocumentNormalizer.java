package dev.essfacade.openapi;

import java.util.Comparator;
import java.util.Objects;
import java.util.TreeMap;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Goes over the finished document: Javadoc becomes Markdown, patterns are anchored as
 * Bean Validation means them, and the order is the same on every machine.
 */
@Component
@Order(2)
class DocumentNormalizer implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI document) {
		document.getComponents().getSchemas().values().forEach(DocumentNormalizer::tidySchema);
		document.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.forEach(DocumentNormalizer::tidyOperation);
		sort(document);
	}

	private static void tidyOperation(Operation operation) {
		String summary = Objects.requireNonNull(JavadocMarkdown.of(operation.getSummary()));
		String description = Objects.requireNonNull(JavadocMarkdown.of(operation.getDescription()));
		operation.setSummary(summary.substring(0, summary.length() - 1));
		operation.setDescription(description.substring(summary.length()).strip());
		operation.getResponses().values().forEach(DocumentNormalizer::tidyAnswer);
		if (operation.getParameters() != null) {
			operation.getParameters().forEach(DocumentNormalizer::tidyParameter);
		}
	}

	private static void tidyParameter(Parameter parameter) {
		parameter.setDescription(JavadocMarkdown.of(parameter.getDescription()));
		if (parameter.getSchema() != null) {
			tidySchema(parameter.getSchema());
		}
	}

	private static void tidySchema(Schema<?> schema) {
		schema.setDescription(JavadocMarkdown.of(schema.getDescription()));
		if (schema.getPattern() != null && !schema.getPattern().startsWith("^")) {
			schema.setPattern("^" + schema.getPattern() + "$");
		}
		if (schema.getProperties() != null) {
			schema.getProperties().values().forEach(DocumentNormalizer::tidySchema);
		}
		if (schema.getItems() != null) {
			tidySchema(schema.getItems());
		}
	}

	/** A reference stands alone; springdoc adds a style. */
	private static void tidyAnswer(ApiResponse answer) {
		answer.setDescription(JavadocMarkdown.of(answer.getDescription()));
		answer.getHeaders()
			.values()
			.stream()
			.filter((header) -> header.get$ref() != null)
			.forEach((header) -> header.setStyle(null));
	}

	private static void sort(OpenAPI document) {
		document.getComponents().setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
		Paths paths = new Paths();
		new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
		document.setPaths(paths);
		document.getTags().sort(Comparator.comparing(Tag::getName));
	}

}
