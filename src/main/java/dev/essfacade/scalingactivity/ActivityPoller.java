package dev.essfacade.scalingactivity;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssProperties;
import dev.essfacade.ess.EssRegions;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.security.CurrentSubject;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Polls the activities that requests watch. A request sees an activity if ESS lists it
 * and the caller may read it. All requests that see an activity share its polls. A
 * request that does not see the activity shares polls only with requests of the same
 * caller. A poll does not count in the concurrency limits, and is not retried. Each
 * request checks whether its caller may read the response.
 */
@Component
class ActivityPoller implements DisposableBean {

	/** Scheduler for polls only, so that no other task of the service delays a poll. */
	private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();

	private final Map<String, RegionPoller> regions;

	private final CurrentSubject current;

	private volatile boolean ended;

	ActivityPoller(EssRegions regions, EssClient ess, ActivityCache cache, Ticker ticker, EssProperties settings,
			CurrentSubject current, WatchMetrics metrics) {
		this.current = current;
		this.scheduler.setVirtualThreads(true);
		this.scheduler.setThreadNamePrefix("activity-poller-");
		this.regions = regions.ids()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Function.identity(),
					(region) -> new RegionPoller(region, ess, cache, ticker, this.scheduler, settings.deadline())));
		this.regions.forEach(metrics::register);
	}

	/**
	 * Watches an activity for the current request until the returned watch is closed.
	 * @param latest a current response that the caller may see, or null
	 * @throws UnknownRegionException if the region is not served
	 */
	Watch watch(String regionId, String scalingActivityId, @Nullable ActivitySnapshot latest) {
		@Nullable RegionPoller region = this.regions.get(regionId);
		if (region == null) {
			throw new UnknownRegionException();
		}
		return region.watch(scalingActivityId, this.current.get().id(), latest);
	}

	/** Whether the service shuts down. */
	boolean isEnded() {
		return this.ended;
	}

	/** Ends all waits: their requests respond with the current state. */
	@EventListener(ContextClosedEvent.class)
	void end() {
		this.ended = true;
		this.regions.values().forEach(RegionPoller::end);
	}

	@Override
	public void destroy() {
		this.scheduler.close();
	}

}
