package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Reads activities with {@code DescribeScalingActivities}. */
@Service
class ScalingActivityService {

	/**
	 * Time after the start of an activity in which ESS possibly does not list it yet,
	 * although ESS has returned its id.
	 */
	static final Duration GRACE = Duration.ofSeconds(30);

	private final AuthorizedEssClient ess;

	private final ActivityCache cache;

	private final InstantSource clock;

	ScalingActivityService(AuthorizedEssClient ess, ActivityCache cache, InstantSource clock) {
		this.ess = ess;
		this.cache = cache;
		this.clock = clock;
	}

	/** Returns the state of an activity, at most one second old. */
	ScalingActivity get(ActivityQuery query) {
		@Nullable ActivitySnapshot cached = cached(query);
		if (cached == null) {
			return view(query,
					this.cache.put(query.regionId(), query.scalingActivityId(), this.ess.read(query.call())));
		}
		authorize(query);
		return view(query, cached);
	}

	/**
	 * Returns a current response about an activity; null if there is none, or if the
	 * caller may not read the activity. The activity is then read from ESS, like one with
	 * an unknown id. Neither the duration nor a failure reveals to the caller that the
	 * activity exists.
	 */
	@Nullable ActivitySnapshot cached(ActivityQuery query) {
		@Nullable ActivitySnapshot cached = this.cache.get(query.regionId(), query.scalingActivityId());
		return (cached != null && cached.activity() != null
				&& mayRead(query.regionId(), cached.activity().scalingGroupId())) ? cached : null;
	}

	/** Whether the caller may read the activities of a scaling group. */
	boolean mayRead(String regionId, @Nullable String scalingGroupId) {
		return this.ess.mayRead(DescribeActivitiesResponse.ACTION, regionId, scalingGroupId);
	}

	/** Fails unless the caller may read activities in the region. */
	void authorize(ActivityQuery query) {
		this.ess.authorizeRead(query.call());
	}

	/**
	 * Returns what the caller may see of a response of ESS. In the grace period, an
	 * activity counts as running if ESS does not list it or the caller may not read it.
	 * @throws ProblemException after the grace period, if ESS does not list the activity
	 * or the caller may not read it
	 */
	ScalingActivity view(ActivityQuery query, ActivitySnapshot snapshot) {
		boolean early = query.since() != null && isInGrace(query.since());
		@Nullable ScalingActivity activity = snapshot.activity();
		String otherwise = early ? "in-progress" : ProblemCode.ACTIVITY_NOT_FOUND.code();
		// An activity of another team's group is shown as an unknown id.
		if (activity != null && this.ess.mayRead(query.call(), activity.scalingGroupId(), otherwise)) {
			return activity;
		}
		if (!early) {
			throw ProblemException.of(ProblemCode.ACTIVITY_NOT_FOUND);
		}
		return ScalingActivity.notListedYet(query.regionId(), query.scalingActivityId());
	}

	/**
	 * Whether an activity started in the last 30 seconds. A start in the near future
	 * counts, too, because the clocks of replicas differ.
	 */
	private boolean isInGrace(Instant since) {
		return Duration.between(since, this.clock.instant()).abs().compareTo(GRACE) < 0;
	}

	/**
	 * Returns how long a shown state stays valid without a new response. The state of an
	 * activity that is not listed is valid until the end of the grace period.
	 */
	Duration validity(ActivityQuery query, @Nullable ScalingActivity shown) {
		return (shown == null || shown.listed() || query.since() == null) ? ChronoUnit.FOREVER.getDuration()
				: Duration.between(this.clock.instant(), query.since().plus(GRACE));
	}

}
