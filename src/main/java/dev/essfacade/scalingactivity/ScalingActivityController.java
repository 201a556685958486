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
@Tag(name = "Scaling activities", description = "What ESS does after it has answered.")
class ScalingActivityController {

	static final String PATH = "/api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}";

	/** The last second of the year 9999: what follows is no date. */
	private static final long LAST_SECOND = 253_402_300_799L;

	private final ScalingActivityService activities;

	private final ActivityETag tag;

	ScalingActivityController(ScalingActivityService activities, ActivityETag tag) {
		this.activities = activities;
		this.tag = tag;
	}

	/**
	 * Look at a scaling activity; poll this until it is done.
	 *
	 * <p>
	 * The answer is 200 whatever the state: decide by {@code done} and {@code state}.
	 * {@code Retry-After} is there while the activity runs. ESS keeps activities for 30
	 * days.
	 * @param since the second (since 1970, UTC) in which the activity was started, as
	 * {@code Location} gives it: for 30 s after it an id that ESS does not list yet
	 * counts as running
	 */
	@Operation(operationId = "getScalingActivity")
	@ApiResponse(responseCode = "200", description = "The activity as it is now", useReturnTypeSchema = true,
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Retry-After", ref = "Retry-After"),
					@Header(name = "Cache-Control", ref = "Cache-Control") })
	@ApiResponse(responseCode = "304", description = "As you have it: the tag in `If-None-Match` still holds",
			content = @Content,
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Retry-After", ref = "Retry-After"),
					@Header(name = "Cache-Control", ref = "Cache-Control") })
	@CanFailWith(ProblemCode.ACTIVITY_NOT_FOUND)
	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ScalingActivity> get(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingActivityId,
			@RequestParam(required = false) @PositiveOrZero @Max(LAST_SECOND) @Nullable Long since,
			WebRequest request) {
		ScalingActivity activity = this.activities.get(regionId, scalingActivityId,
				(since != null) ? Instant.ofEpochSecond(since) : null);
		// Spring compares tags, but takes this one for a matter of writes alone.
		boolean anyTag = "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(anyTag ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.eTag(this.tag.of(activity))
			.cacheControl(CacheControl.noCache().cachePrivate());
		if (!activity.done()) {
			answer.header(HttpHeaders.RETRY_AFTER, ActivityLocation.RETRY_AFTER);
		}
		return anyTag ? answer.build() : answer.body(activity);
	}

}
