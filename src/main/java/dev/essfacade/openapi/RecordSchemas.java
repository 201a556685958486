package dev.essfacade.openapi;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Objects;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says in the schema what a record says in Java: what is not {@link Nullable} is always
 * there, and there is nothing else.
 */
@Component
class RecordSchemas implements ModelConverter {

	@Override
	@SuppressWarnings("rawtypes") // as the interface has it
	public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
		@Nullable Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		Class<?> raw = TypeFactory.rawClass(type.getType());
		@Nullable Schema<?> model = context.getDefinedModels().get(raw.getSimpleName());
		if (raw.isRecord() && model != null) {
			model.setAdditionalProperties(false);
			for (RecordComponent component : raw.getRecordComponents()) {
				describe(component, model);
			}
		}
		return schema;
	}

	private static void describe(RecordComponent component, Schema<?> model) {
		String name = component.getName();
		boolean isRequired = model.getRequired() != null && model.getRequired().contains(name);
		if (!isRequired && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
			model.addRequiredItem(name);
		}
		if (component.getAccessor().isAnnotationPresent(UniqueElements.class)) {
			Objects.requireNonNull(model.getProperties().get(name)).setUniqueItems(true);
		}
	}

}
