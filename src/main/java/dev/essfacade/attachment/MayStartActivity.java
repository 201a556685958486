package dev.essfacade.attachment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/**
 * An operation that answers through {@link DetachResponses}, for the OpenAPI document.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "200", description = "Done; no scaling activity was started", useReturnTypeSchema = true)
@ApiResponse(responseCode = "202",
		description = "ESS has started a scaling activity, or had started it under this key; `Location` names it",
		useReturnTypeSchema = true,
		headers = { @Header(name = "Location", ref = "Location"), @Header(name = "Retry-After", ref = "Retry-After") })
public @interface MayStartActivity {

}
