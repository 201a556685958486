package dev.essfacade.web.problem;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The errors that this service returns. A code never changes and has one status.
 */
public enum ProblemCode {

	/** The body, the path, the query or a header is invalid. */
	INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is invalid"),

	/** No endpoint is configured for the region. */
	UNKNOWN_REGION(HttpStatus.BAD_REQUEST, "This installation does not serve the region"),

	/** The request has no token or an invalid one. */
	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is required"),

	/** The token's scopes or the access rules do not allow the request. */
	FORBIDDEN(HttpStatus.FORBIDDEN, "The caller lacks a right"),

	/** No signing key is available to verify a token. */
	ISSUER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The token issuer's signing keys are unavailable",
			Duration.ofSeconds(10)),

	/** No route has this path. */
	NOT_FOUND(HttpStatus.NOT_FOUND, "The address does not exist"),

	/** The route does not support this method. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The address does not support this method"),

	/** The caller accepts no media type that the route can produce. */
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No accepted media type can be produced"),

	/** The route does not support the media type of the body. */
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),

	/** The body did not arrive in time. */
	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time", Duration.ofSeconds(1)),

	/** The host of the request is not listed. */
	MISDIRECTED_REQUEST(HttpStatus.MISDIRECTED_REQUEST, "This installation does not serve the host"),

	/** The body is larger than the limit. */
	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than 64 KiB"),

	/** The access rules protect this scaling group from writes. */
	PROTECTED(HttpStatus.FORBIDDEN, "The scaling group is protected"),

	/** Read-only mode is on. */
	READ_ONLY(HttpStatus.SERVICE_UNAVAILABLE, "Read-only mode is on", Duration.ofSeconds(30)),

	/** ESS does not list the activity, or the caller may not read it. */
	ACTIVITY_NOT_FOUND(HttpStatus.NOT_FOUND, "The scaling activity was not found"),

	/** A target is not attached to the scaling group. */
	NOT_ATTACHED(HttpStatus.CONFLICT, "A target is not attached to the scaling group"),

	/** A target is attached to the scaling group. */
	ALREADY_ATTACHED(HttpStatus.CONFLICT, "A target is attached to the scaling group"),

	/** A target of an attach does not exist. */
	TARGET_NOT_FOUND(HttpStatus.NOT_FOUND, "A target was not found"),

	/** A quota of the account, the group or the load balancer is used up. */
	QUOTA_EXCEEDED(HttpStatus.CONFLICT, "A quota is used up"),

	/** The detach would leave the group without anything that sends it traffic. */
	LAST_ATTACHMENT(HttpStatus.CONFLICT, "Nothing would send traffic to the scaling group"),

	/** The attachments have changed since the caller read them. */
	ATTACHMENTS_CHANGED(HttpStatus.PRECONDITION_FAILED, "The attachments have changed"),

	/** ESS does not list the scaling group. */
	SCALING_GROUP_NOT_FOUND(HttpStatus.NOT_FOUND, "The scaling group was not found"),

	/** ESS executes another activity in the scaling group, or the group is not active. */
	SCALING_GROUP_BUSY(HttpStatus.CONFLICT, "The scaling group is busy", Duration.ofSeconds(10)),

	/** ESS still processes the first request under this key. */
	IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT, "The idempotency key is in use", Duration.ofSeconds(2)),

	/** The idempotency key was used with other parameters. */
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request"),

	/** ESS limits the request rate. */
	UPSTREAM_THROTTLED(HttpStatus.TOO_MANY_REQUESTS, "ESS limits the request rate", Duration.ofSeconds(2)),

	/** ESS declined the credentials, the permissions or the clock of this service. */
	UPSTREAM_CREDENTIALS(HttpStatus.BAD_GATEWAY, "ESS declined this service's credentials or permissions"),

	/** The endpoint that is configured as ESS does not know the call. */
	UPSTREAM_MISCONFIGURED(HttpStatus.BAD_GATEWAY, "ESS does not know the call of this service"),

	/** ESS declined the request with another code of its own. */
	UPSTREAM_REJECTED(HttpStatus.BAD_REQUEST, "ESS declined the request"),

	/** ESS is unreachable or responds that it is unavailable. */
	UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "ESS is unavailable", Duration.ofSeconds(2)),

	/** The response to a read is not an ESS response. */
	UPSTREAM_MALFORMED(HttpStatus.BAD_GATEWAY, "The response is not an ESS response"),

	/** A write was sent, and no conclusive response arrived. */
	OUTCOME_UNKNOWN(HttpStatus.GATEWAY_TIMEOUT, "The outcome of the write is unknown", Duration.ofSeconds(2)),

	/** A concurrency limit is reached. */
	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too many calls are in flight", Duration.ofSeconds(1)),

	/** This service has no valid credentials for ESS. */
	CREDENTIALS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "This service has no valid credentials for ESS",
			Duration.ofSeconds(10)),

	/** The audit record of a write cannot be written, so that the write is not sent. */
	AUDIT_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The audit record cannot be written", Duration.ofSeconds(5)),

	/** A defect of this service. */
	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");

	private final HttpStatus status;

	private final String title;

	/** Null: not retryable. Zero: retryable at once. */
	private final @Nullable Duration retryAfter;

	ProblemCode(HttpStatus status, String title) {
		this(status, title, null);
	}

	ProblemCode(HttpStatus status, String title, @Nullable Duration retryAfter) {
		this.status = status;
		this.title = title;
		this.retryAfter = retryAfter;
	}

	/** Returns the code in kebab case, as responses contain it. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Returns the HTTP status of the code. */
	public HttpStatus status() {
		return this.status;
	}

	/** Returns the meaning of the code in one line, without a full stop. */
	public String title() {
		return this.title;
	}

	/** Returns whether the same request can succeed later. */
	public boolean retryable() {
		return this.retryAfter != null;
	}

	/**
	 * Returns the time to wait before the request is repeated, or null if the caller need
	 * not wait.
	 */
	public @Nullable Duration pause() {
		return (this.retryAfter != null && this.retryAfter.isPositive()) ? this.retryAfter : null;
	}

}
