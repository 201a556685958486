package dev.essfacade.openapi;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Objects;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Completes the schemas of records. Fields that are not {@link Nullable} become required.
 * Lists get their size limits, which springdoc omits because of their validation group.
 * Enumerations become extensible: new values can be added.
 */
@Component
class RecordSchemas implements ModelConverter {

	@Override
	@SuppressWarnings("rawtypes") // the interface uses the raw type
	public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
		@Nullable Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		Class<?> raw = TypeFactory.rawClass(type.getType());
		@Nullable Schema<?> model = context.getDefinedModels().get(raw.getSimpleName());
		if (raw.isRecord() && model != null) {
			for (RecordComponent component : raw.getRecordComponents()) {
				describe(component, model, Objects.requireNonNull(model.getProperties().get(component.getName())));
			}
		}
		return schema;
	}

	private static void describe(RecordComponent component, Schema<?> model, Schema<?> property) {
		boolean isRequired = model.getRequired() != null && model.getRequired().contains(component.getName());
		if (!isRequired && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
			model.addRequiredItem(component.getName());
		}
		if (component.getAccessor().isAnnotationPresent(UniqueElements.class)) {
			property.setUniqueItems(true);
		}
		@Nullable Size size = component.getAccessor().getAnnotation(Size.class);
		if (size != null && property.getItems() != null) {
			property.minItems(size.min()).maxItems(size.max());
		}
		if (property.getEnum() != null) {
			property.addExtension("x-extensible-enum", property.getEnum());
			property.setEnum(null);
		}
	}

}
