package dev.essfacade.attachment;

import java.net.URI;
import java.time.InstantSource;

import dev.essfacade.scalingactivity.ActivityLocation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * How an operation answers that may have started an activity: 202 with where to look, or
 * 200.
 */
@Component
public class DetachResponses {

	private final InstantSource clock;

	DetachResponses(InstantSource clock) {
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
		URI location = ActivityLocation.of(request.getContextPath(), regionId, scalingActivityId, this.clock.instant());
		return ResponseEntity.accepted()
			.location(location)
			.header(HttpHeaders.RETRY_AFTER, ActivityLocation.RETRY_AFTER)
			.body(body);
	}

}
