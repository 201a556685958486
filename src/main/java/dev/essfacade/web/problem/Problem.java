package dev.essfacade.web.problem;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457) with the additional fields of this service.
 *
 * @param type The identifier of the problem's type.
 * @param title The meaning of the code.
 * @param status The HTTP status.
 * @param detail What failed, and what to do next.
 * @param instance The path of the request.
 * @param correlationId The request's {@code X-Request-Id}.
 * @param code The code of the error, which never changes. New codes can be added.
 * @param retryable Whether the same request can succeed later.
 * @param clientToken The idempotency key of a write. Send it as {@code Idempotency-Key}
 * to repeat the write.
 * @param upstream ESS's error, if ESS responded.
 * @param errors The parts of the request that are invalid.
 * @param scalingActivity The scaling activity that the request waited for.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(URI type, String title, @Schema(minimum = "400", maximum = "599") int status, String detail,
		@Nullable String instance, @Nullable String correlationId, String code, boolean retryable,
		@Nullable String clientToken, @Nullable Upstream upstream, @Nullable List<Violation> errors,
		@Schema(ref = "ScalingActivity") @Nullable Object scalingActivity) {

	/** Returns this problem without the path of the request. */
	Problem withoutPath() {
		return new Problem(this.type, this.title, this.status, this.detail, null, this.correlationId, this.code,
				this.retryable, this.clientToken, this.upstream, this.errors, this.scalingActivity);
	}

	/**
	 * An error of ESS.
	 *
	 * @param action The ESS action that failed.
	 * @param code ESS's error code.
	 * @param httpStatus ESS's HTTP status.
	 * @param requestId ESS's id of the request. ActionTrail lists it.
	 * @param recommend ESS's link for troubleshooting.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Upstream(String action, @Nullable String code,
			@Schema(minimum = "100", maximum = "599") int httpStatus, @Nullable String requestId,
			@Nullable String recommend) {
	}

	/**
	 * An invalid part of a request.
	 *
	 * @param pointer The place in the body, as a JSON pointer in a URI fragment.
	 * @param parameter The name of the path variable, query parameter or header.
	 * @param detail The rule that the part must follow.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Violation(@Nullable String pointer, @Nullable String parameter, String detail) {

		/** Returns the place of the invalid part. */
		String place() {
			return (this.pointer != null) ? this.pointer : Objects.requireNonNull(this.parameter);
		}

	}

}
