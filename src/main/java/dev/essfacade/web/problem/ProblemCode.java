package dev.essfacade.web.problem;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Every failure that a caller can be told of. The code is a promise: it never changes,
 * and has one status.
 */
public enum ProblemCode {

	/** The body, the path, the query or a header breaks a rule. */
	INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),

	/** No endpoint is configured for the region. */
	UNKNOWN_REGION(HttpStatus.BAD_REQUEST, "This region is not served here"),

	/** There is no token, or a bad one. */
	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),

	/** The token's scopes, or the rules, do not allow it. */
	FORBIDDEN(HttpStatus.FORBIDDEN, "A right is missing"),

	/** Nobody can tell whether a token is good. */
	ISSUER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The keys of the token issuer are not available",
			Duration.ofSeconds(10)),

	/** No such route. */
	NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),

	/** The route does not take this method. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take this method"),

	/** The caller accepts none of what the route can produce. */
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "None of the accepted media types can be produced"),

	/** The body is of a type that the route does not read. */
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json"),

	/** The body did not arrive in time. */
	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time", Duration.ofSeconds(1)),

	/** The host of the request is not listed. */
	MISDIRECTED_REQUEST(HttpStatus.MISDIRECTED_REQUEST, "The host is not served here"),

	/** The body is over the limit. */
	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than 64 KiB"),

	/** Nobody may write to this scaling group. */
	PROTECTED(HttpStatus.FORBIDDEN, "The scaling group is protected"),

	/** Nobody may write at the moment. */
	READ_ONLY(HttpStatus.SERVICE_UNAVAILABLE, "Writes are switched off", Duration.ofSeconds(30)),

	/** ESS does not list the activity, or it is not the caller's to see. */
	ACTIVITY_NOT_FOUND(HttpStatus.NOT_FOUND, "ESS knows no such scaling activity"),

	/** A target is not attached to the scaling group. */
	NOT_ATTACHED(HttpStatus.CONFLICT, "A target is not attached to the scaling group"),

	/** ESS does not know the scaling group. */
	SCALING_GROUP_NOT_FOUND(HttpStatus.NOT_FOUND, "ESS knows no such scaling group"),

	/** The scaling group is doing something else. */
	SCALING_GROUP_BUSY(HttpStatus.CONFLICT, "The scaling group is busy", Duration.ofSeconds(10)),

	/** ESS still processes the first request under this key. */
	IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT, "The idempotency key is in use", Duration.ofSeconds(2)),

	/** The key was used before, with other parameters. */
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to another request"),

	/** ESS asks to slow down. */
	UPSTREAM_THROTTLED(HttpStatus.TOO_MANY_REQUESTS, "ESS is limiting the rate of requests", Duration.ofSeconds(2)),

	/** ESS does not accept this service's credentials or rights. */
	UPSTREAM_CREDENTIALS(HttpStatus.BAD_GATEWAY, "ESS does not accept this service's credentials or rights"),

	/** ESS does not understand this service. */
	UPSTREAM_MISCONFIGURED(HttpStatus.BAD_GATEWAY, "ESS does not understand this service's request"),

	/** ESS refuses for a reason of its own. */
	UPSTREAM_REJECTED(HttpStatus.BAD_REQUEST, "ESS rejected the request"),

	/** ESS could not be reached, or says that it is not available. */
	UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "ESS is not available", Duration.ofSeconds(2)),

	/** Something answered a read, but not as ESS does. */
	UPSTREAM_MALFORMED(HttpStatus.BAD_GATEWAY, "What came back is no ESS answer"),

	/** A write was sent and its result is not known. */
	OUTCOME_UNKNOWN(HttpStatus.GATEWAY_TIMEOUT, "It is not known whether ESS acted", Duration.ofSeconds(2)),

	/** Too many calls are under way. */
	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too many calls are under way", Duration.ofSeconds(1)),

	/** This service has nothing to sign with. */
	CREDENTIALS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "This service has no valid credentials for ESS",
			Duration.ofSeconds(10)),

	/** What cannot be recorded is not done. */
	AUDIT_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The audit record cannot be written", Duration.ofSeconds(5)),

	/** A mistake of this service. */
	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "This service made a mistake");

	private final HttpStatus status;

	private final String title;

	/** Null: repeating it changes nothing. Zero: it may be repeated at once. */
	private final @Nullable Duration retryAfter;

	ProblemCode(HttpStatus status, String title) {
		this(status, title, null);
	}

	ProblemCode(HttpStatus status, String title, @Nullable Duration retryAfter) {
		this.status = status;
		this.title = title;
		this.retryAfter = retryAfter;
	}

	/** The code as callers see it, in kebab case. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** The status that always goes with the code. */
	public HttpStatus status() {
		return this.status;
	}

	/** What the code means, in one line. */
	public String title() {
		return this.title;
	}

	/** Whether the same request can succeed later. */
	public boolean retryable() {
		return this.retryAfter != null;
	}

	/**
	 * How long to wait before the request is repeated; null when there is nothing to wait
	 * for.
	 */
	public @Nullable Duration pause() {
		return (this.retryAfter != null && this.retryAfter.isPositive()) ? this.retryAfter : null;
	}

}
