package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Responses with the state of an activity as JSON. */
@Component
class ActivityResponses {

	/** Proxies must neither change a response nor store it for other clients. */
	static final CacheControl CACHE_CONTROL = CacheControl.noCache().cachePrivate().noTransform();

	static final String[] VARY = { HttpHeaders.ACCEPT, WaitPreference.HEADER };

	private static final int MIN_PAUSE_SECONDS = 2;

	private static final int MAX_PAUSE_SECONDS = 15;

	/**
	 * The running time divided by this number is the pause between two polls. After one
	 * minute, callers poll every six seconds.
	 */
	private static final int POLLS_PER_RUN = 10;

	private final ActivityETag tag;

	private final InstantSource clock;

	ActivityResponses(ActivityETag tag, InstantSource clock) {
		this.tag = tag;
		this.clock = clock;
	}

	/**
	 * Returns 200 with the state, or 304 if the caller has this state.
	 * @param anyTag whether the request has {@code If-None-Match: *}; Spring compares
	 * tags, but supports the star for writes only
	 */
	ResponseEntity<ScalingActivity> of(ScalingActivity activity, WaitPreference wait, boolean anyTag) {
		ResponseEntity.BodyBuilder response = ResponseEntity.status(anyTag ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.eTag(this.tag.of(activity))
			.cacheControl(CACHE_CONTROL)
			.varyBy(VARY);
		if (wait.isSet()) {
			response.header(WaitPreference.APPLIED_HEADER, wait.applied());
		}
		if (!activity.done()) {
			response.header(HttpHeaders.RETRY_AFTER, String.valueOf(pauseSeconds(activity)));
		}
		return anyTag ? response.build() : response.contentType(MediaType.APPLICATION_JSON).body(activity);
	}

	/** The longer an activity runs, the longer is the time until the next poll. */
	private int pauseSeconds(ScalingActivity activity) {
		Instant now = this.clock.instant();
		Duration run = Duration.between(Objects.requireNonNullElse(activity.startTime(), now), now);
		return Math.clamp(run.toSeconds() / POLLS_PER_RUN, MIN_PAUSE_SECONDS, MAX_PAUSE_SECONDS);
	}

}
