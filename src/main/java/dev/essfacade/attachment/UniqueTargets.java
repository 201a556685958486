package dev.essfacade.attachment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.essfacade.scalinggroup.state.Attachment;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/** Requires that no two elements of the list are the same target. Weights are ignored. */
@Documented
@Constraint(validatedBy = UniqueTargets.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface UniqueTargets {

	/** Returns the key of the error text in the messages files. */
	String message() default "{UniqueTargets}";

	/** Bean Validation requires this element. */
	Class<?>[] groups() default {};

	/** Bean Validation requires this element. */
	Class<? extends Payload>[] payload() default {};

	/** An element of the validated list. */
	interface Element {

		/** Returns the target as an attachment. */
		Attachment toAttachment();

	}

	/** Validates the list. Ignores null elements: another constraint rejects them. */
	final class Validator implements ConstraintValidator<UniqueTargets, List<? extends @Nullable Element>> {

		@Override
		public boolean isValid(@Nullable List<? extends @Nullable Element> list, ConstraintValidatorContext context) {
			Set<Attachment> seen = new HashSet<>();
			return list == null || list.stream()
				.filter(Objects::nonNull)
				.map((element) -> element.toAttachment().identity())
				.allMatch(seen::add);
		}

	}

}
