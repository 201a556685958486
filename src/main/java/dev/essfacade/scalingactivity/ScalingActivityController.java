package dev.essfacade.scalingactivity;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

import dev.essfacade.web.MediaTypeConfiguration;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * {@code GET /api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}}. The
 * thread of the request waits and streams: see decision 24.
 */
@RestController
@Tag(name = "Scaling activities")
class ScalingActivityController {

	static final String PATH = "/api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}";

	/** The last second of the year 9999, the largest year with four digits. */
	private static final long LAST_SECOND = 253_402_300_799L;

	private final ScalingActivityService activities;

	private final ActivityWaiter waiter;

	private final ActivityStream stream;

	private final ActivityResponses responses;

	ScalingActivityController(ScalingActivityService activities, ActivityWaiter waiter, ActivityStream stream,
			ActivityResponses responses) {
		this.activities = activities;
		this.waiter = waiter;
		this.stream = stream;
		this.responses = responses;
	}

	/**
	 * Get, await or follow a scaling activity.
	 *
	 * <p>
	 * The status is 200 for every state of the activity: look at {@code state} when
	 * {@code done} is true. {@code done} is also true for {@code WARNING}, {@code FAILED}
	 * and {@code REJECTED}. ESS keeps activities for 30 days.
	 *
	 * <p>
	 * With {@code Prefer: wait=50}, the response comes when the activity ends, or after
	 * 50 seconds with the current state. Repeat the request until {@code done} is true.
	 *
	 * <p>
	 * With {@code Accept: text/event-stream}, the response is a stream of server-sent
	 * events: the current state at once, one event for each change, and the final state
	 * last. {@code EventSource} of a browser resumes a stream by itself. If the stream
	 * fails, its last event has the type {@code problem}.
	 *
	 * <p>
	 * Without these two headers, poll: while {@code done} is false, {@code Retry-After}
	 * says when to poll again.
	 * @param since The Unix time in seconds at which ESS started the activity, as in the
	 * {@code Location} of the write's response. For 30 seconds after that time, an
	 * activity that ESS does not list yet is reported as {@code IN_PROGRESS}.
	 */
	@Operation(operationId = "getScalingActivity")
	@ApiResponse(responseCode = "200", description = "The state of the activity, or the stream of its states.",
			useReturnTypeSchema = true,
			headers = { @Header(name = "ETag"), @Header(name = "Retry-After"), @Header(name = "Preference-Applied"),
					@Header(name = "Vary") })
	@ApiResponse(responseCode = "204", description = "`Last-Event-ID` names the final state: the stream is over.",
			content = @Content)
	@ApiResponse(responseCode = "304", description = "The state is unchanged: `If-None-Match` names its `ETag`.",
			content = @Content,
			headers = { @Header(name = "ETag"), @Header(name = "Retry-After"), @Header(name = "Preference-Applied"),
					@Header(name = "Vary") })
	@CanFailWith(ProblemCode.ACTIVITY_NOT_FOUND)
	@GetMapping(path = PATH, produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE })
	@Nullable ResponseEntity<ScalingActivity> get(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingActivityId,
			@RequestParam(required = false) @PositiveOrZero @Max(LAST_SECOND) @Nullable Long since, WaitPreference wait,
			ServletWebRequest request) throws IOException, HttpMediaTypeNotAcceptableException {
		ActivityQuery query = new ActivityQuery(regionId, scalingActivityId,
				(since != null) ? Instant.ofEpochSecond(since) : null);
		if (MediaTypeConfiguration.prefers(request, MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON)) {
			this.stream.write(query, request.getRequest(), Objects.requireNonNull(request.getResponse()));
			return null;
		}
		ScalingActivity activity = wait.isSet() ? this.waiter.await(query, wait) : this.activities.get(query);
		return this.responses.of(activity, wait, "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH)));
	}

}
