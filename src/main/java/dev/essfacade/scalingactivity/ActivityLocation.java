package dev.essfacade.scalingactivity;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** The URL at which callers poll an activity, and the pause between two polls. */
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
		// The ids consist of characters that need no encoding.
		return URI.create(contextPath + ScalingActivityController.PATH.replace("{regionId}", regionId)
			.replace("{scalingActivityId}", scalingActivityId) + "?since=" + since.getEpochSecond());
	}

}
