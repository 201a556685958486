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
	INVALID_REQUEST(HttpStatus.BAD_REQUEST),

	/** No endpoint is configured for the region. */
	UNKNOWN_REGION(HttpStatus.BAD_REQUEST),

	/** The request has no token or an invalid one. */
	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),

	/** Scopes, access rules or CORS settings do not allow the request. */
	FORBIDDEN(HttpStatus.FORBIDDEN),

	/** No signing key is available to verify a token. */
	ISSUER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(10)),

	/** No route has this path. */
	NOT_FOUND(HttpStatus.NOT_FOUND),

	/** The route does not support this method. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),

	/** The caller accepts no media type that the route can produce. */
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),

	/** The route does not support the media type of the body. */
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),

	/** The body did not arrive in time. */
	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, Duration.ofSeconds(1)),

	/** This installation does not serve the host of the request. */
	MISDIRECTED_REQUEST(HttpStatus.MISDIRECTED_REQUEST),

	/** The body is larger than the limit. */
	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),

	/** The access rules protect this scaling group from writes. */
	PROTECTED(HttpStatus.FORBIDDEN),

	/** Read-only mode is on. */
	READ_ONLY(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(30)),

	/** ESS does not list the activity, or the caller may not read it. */
	ACTIVITY_NOT_FOUND(HttpStatus.NOT_FOUND),

	/** A target is not attached to the scaling group. */
	NOT_ATTACHED(HttpStatus.CONFLICT),

	/** A target is already attached to the scaling group. */
	ALREADY_ATTACHED(HttpStatus.CONFLICT),

	/** A load balancer or server group does not exist. */
	TARGET_NOT_FOUND(HttpStatus.NOT_FOUND),

	/** A quota of the account, the group or the load balancer is used up. */
	QUOTA_EXCEEDED(HttpStatus.CONFLICT),

	/** The detach would leave the group without anything that sends it traffic. */
	LAST_ATTACHMENT(HttpStatus.CONFLICT),

	/** The attachments have changed since the caller read them. */
	ATTACHMENTS_CHANGED(HttpStatus.PRECONDITION_FAILED),

	/** The scaling activity that the request waited for failed and changed nothing. */
	ACTIVITY_FAILED(HttpStatus.CONFLICT),

	/** ESS does not list the scaling group. */
	SCALING_GROUP_NOT_FOUND(HttpStatus.NOT_FOUND),

	/** Another activity or write is in progress, or the scaling group is not active. */
	SCALING_GROUP_BUSY(HttpStatus.CONFLICT, Duration.ofSeconds(10)),

	/** ESS still processes the first request with this idempotency key. */
	IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT, Duration.ofSeconds(2)),

	/** The idempotency key was used with other parameters. */
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),

	/** ESS limits the request rate. */
	UPSTREAM_THROTTLED(HttpStatus.TOO_MANY_REQUESTS, Duration.ofSeconds(2)),

	/** ESS declined the credentials, the permissions or the clock of this service. */
	UPSTREAM_CREDENTIALS(HttpStatus.BAD_GATEWAY),

	/** The endpoint that is configured as ESS does not know the call. */
	UPSTREAM_MISCONFIGURED(HttpStatus.BAD_GATEWAY),

	/** ESS declined the request with a code that no other problem covers. */
	UPSTREAM_REJECTED(HttpStatus.BAD_REQUEST),

	/** ESS is unreachable or responds that it is unavailable. */
	UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(2)),

	/** The response to a read is not an ESS response. */
	UPSTREAM_MALFORMED(HttpStatus.BAD_GATEWAY),

	/** A write was sent, and no conclusive response arrived. */
	OUTCOME_UNKNOWN(HttpStatus.GATEWAY_TIMEOUT, Duration.ofSeconds(2)),

	/** A concurrency limit is reached. */
	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(1)),

	/** This service has no valid credentials for ESS. */
	CREDENTIALS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(10)),

	/** A write was not sent, because its audit record cannot be written. */
	AUDIT_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(5)),

	/** A defect of this service. */
	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

	private final HttpStatus status;

	/**
	 * Time to wait before a repetition; null if the same request cannot succeed later.
	 */
	private final @Nullable Duration retryAfter;

	ProblemCode(HttpStatus status) {
		this(status, null);
	}

	ProblemCode(HttpStatus status, @Nullable Duration retryAfter) {
		this.status = status;
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

	/** Returns whether the same request can succeed later. */
	public boolean retryable() {
		return this.retryAfter != null;
	}

	/**
	 * Returns the time to wait before the request is repeated, or null if the same
	 * request cannot succeed later.
	 */
	public @Nullable Duration pause() {
		return this.retryAfter;
	}

}
