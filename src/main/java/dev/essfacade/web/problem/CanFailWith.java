package dev.essfacade.web.problem;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists errors of an operation for the OpenAPI document. Errors that all reads or all
 * writes share are not listed here.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CanFailWith {

	/** The codes of the errors. */
	ProblemCode[] value();

}
