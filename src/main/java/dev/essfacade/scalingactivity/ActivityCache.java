package dev.essfacade.scalingactivity;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.resilience.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Caches the last response of ESS about each activity for one second. If the activity has
 * ended, the cache keeps the response for a day, because the state never changes again.
 */
@Component
class ActivityCache {

	static final Duration MAX_AGE = Duration.ofSeconds(1);

	private static final Duration MAX_AGE_OF_ENDED = Duration.ofDays(1);

	private static final int MAX_ACTIVITIES = 1000;

	private final Cache<Key, ActivitySnapshot> snapshots;

	private final Ticker ticker;

	ActivityCache(Ticker ticker) {
		this.ticker = ticker;
		this.snapshots = Caffeine.newBuilder()
			.maximumSize(MAX_ACTIVITIES)
			.ticker(ticker::nanos)
			.expireAfter(Expiry.<Key, ActivitySnapshot>writing((_, snapshot) -> maxAge(snapshot)))
			.build();
	}

	private static Duration maxAge(ActivitySnapshot snapshot) {
		return snapshot.isDone() ? MAX_AGE_OF_ENDED : MAX_AGE;
	}

	/** Returns a current response, or null if there is none. */
	@Nullable ActivitySnapshot get(String regionId, String scalingActivityId) {
		return this.snapshots.getIfPresent(new Key(regionId, scalingActivityId));
	}

	/**
	 * Returns the state of an activity from a response. Caches the state if ESS lists the
	 * activity.
	 */
	ActivitySnapshot put(String regionId, String scalingActivityId, EssResult<DescribeActivitiesResponse> result) {
		ScalingActivity activity = result.value()
			.activities()
			.stream()
			.filter((listed) -> scalingActivityId.equals(listed.scalingActivityId()))
			.findFirst()
			.map((listed) -> listed.toScalingActivity(regionId, scalingActivityId, result.requestId()))
			.orElse(null);
		ActivitySnapshot snapshot = new ActivitySnapshot(activity, this.ticker.nanos());
		if (snapshot.isListed()) {
			// An older response may arrive after the one that shows the end.
			this.snapshots.asMap()
				.merge(new Key(regionId, scalingActivityId), snapshot, (kept, latest) -> kept.isDone() ? kept : latest);
		}
		return snapshot;
	}

	void clear() {
		this.snapshots.invalidateAll();
	}

	private record Key(String regionId, String scalingActivityId) {
	}

}
