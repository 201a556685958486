package dev.essfacade.attachment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/**
 * Describes in the OpenAPI document the responses that {@link AttachmentResponses}
 * creates.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "200",
		description = "ESS has executed the request, completely or (after a wait) partly: see `state`. Or `validateOnly` is true.",
		useReturnTypeSchema = true, headers = @Header(name = "Preference-Applied"))
@ApiResponse(responseCode = "202",
		description = "ESS has started a scaling activity, or had started it for this key. Get `Location`.",
		useReturnTypeSchema = true,
		headers = { @Header(name = "Location"), @Header(name = "Retry-After"), @Header(name = "Preference-Applied") })
public @interface MayStartActivity {

}
