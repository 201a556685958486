package dev.essfacade.scalingactivity;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.springframework.web.util.UriComponentsBuilder;

/** Where callers poll an activity, and how often. */
public final class ActivityLocation {

	/** Seconds between two polls: an activity takes several seconds at least. */
	public static final String RETRY_AFTER = String.valueOf(Duration.ofSeconds(3).toSeconds());

	private ActivityLocation() {
	}

	/**
	 * Returns the value of {@code Location} for an activity.
	 * @param contextPath path prefix under which the gateway publishes this service
	 * @param since when ESS started the activity
	 */
	public static URI of(String contextPath, String regionId, String scalingActivityId, Instant since) {
		return UriComponentsBuilder.fromPath(contextPath)
			.path(ScalingActivityController.PATH)
			.queryParam("since", since.getEpochSecond())
			.encode()
			.buildAndExpand(regionId, scalingActivityId)
			.toUri();
	}

}
