package dev.essfacade.attachment;

import java.time.InstantSource;

import dev.essfacade.scalingactivity.ActivityLocation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Response to an operation that may have started a scaling activity: 200 or 202. */
@Component
public class DetachResponses {

	private static final Logger logger = LoggerFactory.getLogger(DetachResponses.class);

	private final InstantSource clock;

	DetachResponses(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Returns 200 for a complete or previewed operation, and 202 for one that started an
	 * activity.
	 * @param inProgress whether it started an activity
	 * @param scalingActivityId the activity; null if there is none, or if its id is not
	 * usable in an address
	 */
	public <T> ResponseEntity<T> of(T body, boolean inProgress, @Nullable String scalingActivityId, String regionId,
			HttpServletRequest request) {
		if (!inProgress) {
			return ResponseEntity.ok(body);
		}
		ResponseEntity.BodyBuilder response = ResponseEntity.accepted()
			.header(HttpHeaders.RETRY_AFTER, ActivityLocation.RETRY_AFTER);
		if (scalingActivityId == null) {
			logger
				.warn("ESS started a scaling activity in {} with an id that breaks the id pattern; the response has no "
						+ "Location", regionId);
		}
		else {
			response.location(
					ActivityLocation.of(request.getContextPath(), regionId, scalingActivityId, this.clock.instant()));
		}
		return response.body(body);
	}

}
