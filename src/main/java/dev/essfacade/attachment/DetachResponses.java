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
	 * Returns 202 for an operation whose activity runs, else 200.
	 * @param inProgress whether its activity runs
	 */
	public <T extends AwaitableWrite<T>> ResponseEntity<T> of(T result, boolean inProgress,
			HttpServletRequest request) {
		@Nullable String location = location(result, request);
		T body = (location != null) ? result.withUrl(location) : result;
		if (!inProgress) {
			return ResponseEntity.ok(body);
		}
		ResponseEntity.BodyBuilder response = ResponseEntity.accepted()
			.header(HttpHeaders.RETRY_AFTER, ActivityLocation.RETRY_AFTER);
		if (location == null) {
			logger
				.warn("ESS started a scaling activity in {} with an id that breaks the id pattern; the response has no "
						+ "Location", result.regionId());
		}
		else {
			response.header(HttpHeaders.LOCATION, location);
		}
		return response.body(body);
	}

	private @Nullable String location(AwaitableWrite<?> result, HttpServletRequest request) {
		@Nullable String id = result.scalingActivityId();
		return (id == null) ? null : ActivityLocation
			.of(request.getContextPath(), result.regionId(), id, this.clock.instant())
			.toString();
	}

}
