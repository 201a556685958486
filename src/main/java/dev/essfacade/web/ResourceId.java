package dev.essfacade.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

/**
 * The id of an Aliyun resource: 1 to 64 letters, digits, {@code -} and {@code _},
 * beginning with a letter or digit. Prefixes are not checked, because old ids have none.
 */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = ResourceId.FORMAT)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ResourceId {

	/** The format as a regular expression. */
	String FORMAT = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

	/** Returns the key of the error text in the messages files. */
	String message() default "{ResourceId}";

	/** Returns the validation groups. Bean Validation requires this element. */
	Class<?>[] groups() default {};

	/** Returns the payload types. Bean Validation requires this element. */
	Class<? extends Payload>[] payload() default {};

}
