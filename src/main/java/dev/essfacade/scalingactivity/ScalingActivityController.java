package dev.essfacade.scalingactivity;

import java.time.Instant;

import dev.essfacade.web.ResourceId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}}. */
@RestController
class ScalingActivityController {

	static final String PATH = "/api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}";

	/** The last second of the year 9999: what follows is no date. */
	private static final long LAST_SECOND = 253_402_300_799L;

	private final ScalingActivityService activities;

	private final ActivityTag tag;

	ScalingActivityController(ScalingActivityService activities, ActivityTag tag) {
		this.activities = activities;
		this.tag = tag;
	}

	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ScalingActivity> get(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingActivityId,
			@RequestParam(required = false) @PositiveOrZero @Max(LAST_SECOND) @Nullable Long since) {
		ScalingActivity activity = this.activities.get(regionId, scalingActivityId,
				(since != null) ? Instant.ofEpochSecond(since) : null);
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.eTag(this.tag.of(activity))
			.cacheControl(CacheControl.noCache().cachePrivate());
		if (!activity.done()) {
			answer.header(HttpHeaders.RETRY_AFTER, ActivityResponses.RETRY_AFTER);
		}
		return answer.body(activity);
	}

}
