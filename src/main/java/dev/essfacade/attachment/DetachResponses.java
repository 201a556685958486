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
 * Creates the response of a write: 202 with the address of the scaling activity if ESS
 * started one, else 200.
 */
@Component
public class DetachResponses {

	private final InstantSource clock;

	DetachResponses(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Creates the response of a write that ESS accepted.
	 * @param scalingActivityId the activity that ESS started; null if ESS started none
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
