package dev.essfacade.web.problem;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the caller sees it: RFC 9457 with this service's own members.
 *
 * @param type name of the kind of problem
 * @param title what the code means
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path that was asked for
 * @param correlationId the request's {@code X-Request-Id}
 * @param code the stable code to decide by
 * @param retryable whether the same request can succeed later
 * @param clientToken for a write, the token under which it may be repeated
 * @param upstream what ESS answered, if it did
 * @param errors what in the request breaks a rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(URI type, String title, @Schema(minimum = "400", maximum = "599") int status, String detail,
		@Nullable String instance, @Nullable String correlationId, String code, boolean retryable,
		@Nullable String clientToken, @Nullable Upstream upstream, @Nullable List<Violation> errors) {

	/** Of a code, and not yet of a request. */
	public static Problem of(ProblemCode code, String detail) {
		URI type = URI.create("urn:ess-facade:problem:" + code.code());
		return new Problem(type, code.title(), code.status().value(), detail, null, null, code.code(), code.retryable(),
				null, null, null);
	}

	/** The answer to a request. */
	Problem at(@Nullable String path, @Nullable String requestId) {
		return new Problem(this.type, this.title, this.status, this.detail, path, requestId, this.code, this.retryable,
				this.clientToken, this.upstream, this.errors);
	}

	/** A call of ESS failed. */
	public Problem from(@Nullable String writeToken, @Nullable Upstream answer) {
		return new Problem(this.type, this.title, this.status, this.detail, this.instance, this.correlationId,
				this.code, this.retryable, writeToken, answer, this.errors);
	}

	/** The request breaks rules. */
	public Problem because(List<Violation> violations) {
		return new Problem(this.type, this.title, this.status, this.detail, this.instance, this.correlationId,
				this.code, this.retryable, this.clientToken, this.upstream, violations);
	}

	/**
	 * What ESS answered.
	 *
	 * @param action the operation
	 * @param code ESS's error code
	 * @param httpStatus ESS's HTTP status
	 * @param requestId ESS's request id, as ActionTrail lists it
	 * @param recommend ESS's link for troubleshooting
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Upstream(String action, @Nullable String code,
			@Schema(minimum = "100", maximum = "599") int httpStatus, @Nullable String requestId,
			@Nullable String recommend) {
	}

}
