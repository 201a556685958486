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
 * An id of something at Aliyun: 1 to 64 letters, digits, {@code -} and {@code _},
 * beginning with a letter or digit. Prefixes are not checked: old ids do not have them.
 */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = ResourceId.FORMAT)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ResourceId {

	/** As a regular expression. */
	String FORMAT = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

	/** Returns the key of the text. */
	String message() default "{ResourceId}";

	/** Bean Validation asks for it. */
	Class<?>[] groups() default {};

	/** Bean Validation asks for it. */
	Class<? extends Payload>[] payload() default {};

}
