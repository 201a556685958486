package dev.essfacade.scalingactivity;

import java.time.Instant;

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

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code GET /api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}}. */
@RestController
@Tag(name = "Scaling activities")
class ScalingActivityController {

	static final String PATH = "/api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}";

	/** The last second of the year 9999, the last year of a date. */
	private static final long LAST_SECOND = 253_402_300_799L;

	private final ScalingActivityService activities;

	private final ActivityETag tag;

	ScalingActivityController(ScalingActivityService activities, ActivityETag tag) {
		this.activities = activities;
		this.tag = tag;
	}

	/**
	 * Get the state of a scaling activity.
	 *
	 * <p>
	 * The status is 200 for every state of the activity. Poll until {@code done} is true,
	 * then look at {@code state}: {@code done} is also true for {@code WARNING},
	 * {@code FAILED} and {@code REJECTED}. While {@code done} is false,
	 * {@code Retry-After} says when to poll again. ESS keeps activities for 30 days.
	 * @param since The second (Unix time) in which ESS started the activity, from
	 * {@code Location}. For 30 seconds after it, an id that ESS does not list yet is
	 * {@code IN_PROGRESS}.
	 */
	@Operation(operationId = "getScalingActivity")
	@ApiResponse(responseCode = "200", description = "The current state of the activity.", useReturnTypeSchema = true,
			headers = { @Header(name = "ETag"), @Header(name = "Retry-After") })
	@ApiResponse(responseCode = "304", description = "The state is unchanged: `If-None-Match` names its `ETag`.",
			content = @Content, headers = { @Header(name = "ETag"), @Header(name = "Retry-After") })
	@CanFailWith(ProblemCode.ACTIVITY_NOT_FOUND)
	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ScalingActivity> get(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingActivityId,
			@RequestParam(required = false) @PositiveOrZero @Max(LAST_SECOND) @Nullable Long since,
			WebRequest request) {
		ScalingActivity activity = this.activities.get(regionId, scalingActivityId,
				(since != null) ? Instant.ofEpochSecond(since) : null);
		// Spring compares tags, but supports the star for writes only.
		boolean anyTag = "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
		ResponseEntity.BodyBuilder response = ResponseEntity.status(anyTag ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.eTag(this.tag.of(activity))
			.cacheControl(CacheControl.noCache().cachePrivate());
		if (!activity.done()) {
			response.header(HttpHeaders.RETRY_AFTER, ActivityLocation.RETRY_AFTER);
		}
		return anyTag ? response.build() : response.body(activity);
	}

}
