package dev.essfacade.scalingactivity;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How an operation answers that may have started an activity: 202 with where to look, or
 * 200.
 */
@Component
public class ActivityResponses {

	/** ESS takes seconds at least, so a poll more often than this only costs. */
	static final String RETRY_AFTER = String.valueOf(Duration.ofSeconds(3).toSeconds());

	private final InstantSource clock;

	ActivityResponses(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * The answer to an operation that succeeded.
	 * @param scalingActivityId the activity that ESS started; null if there is none and
	 * all is done
	 */
	public <T> ResponseEntity<T> of(T body, HttpServletRequest request, String regionId,
			@Nullable String scalingActivityId) {
		if (scalingActivityId == null) {
			return ResponseEntity.ok(body);
		}
		URI location = UriComponentsBuilder.fromPath(request.getContextPath())
			.path(ScalingActivityController.PATH)
			.queryParam("since", this.clock.instant().getEpochSecond())
			.encode()
			.buildAndExpand(regionId, scalingActivityId)
			.toUri();
		return ResponseEntity.accepted().location(location).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER).body(body);
	}

}
