package dev.essfacade.scalingactivity;

import java.time.Duration;

import dev.essfacade.ess.resilience.Ticker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** Metrics of the requests that watch activities, and of the poller. */
@Component
class WatchMetrics {

	private static final Duration[] HISTOGRAM_BOUNDS = { Duration.ofMillis(10), Duration.ofMillis(50),
			Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
			Duration.ofMillis(2500), Duration.ofSeconds(10) };

	private final MeterRegistry meters;

	private final Ticker ticker;

	private final Timer delivery;

	WatchMetrics(MeterRegistry meters, Ticker ticker) {
		this.meters = meters;
		this.ticker = ticker;
		this.delivery = Timer.builder("facade.activity.delivery")
			.description("Time from the ESS response that first showed the end of an activity to the response.")
			.serviceLevelObjectives(HISTOGRAM_BOUNDS)
			.register(meters);
	}

	void register(String region, RegionPoller poller) {
		Gauge.builder("facade.watchers", poller, RegionPoller::watchers)
			.description("Requests that wait for an activity or stream it.")
			.tag("region", region)
			.register(this.meters);
		Gauge.builder("facade.watched.activities", poller, RegionPoller::watchedActivities)
			.description("Activities that requests watch, each counted once.")
			.tag("region", region)
			.register(this.meters);
		Gauge.builder("facade.poll.age", poller, (polled) -> polled.age().toMillis() / 1000.0)
			.description(
					"Seconds since ESS responded about the watched activity that has waited longest; 0 if there is none.")
			.baseUnit("seconds")
			.tag("region", region)
			.register(this.meters);
		FunctionCounter.builder("facade.polls", poller, RegionPoller::polls)
			.description("Polls of watched activities, one call of ESS each.")
			.tag("region", region)
			.register(this.meters);
		FunctionCounter.builder("facade.polled.activities", poller, RegionPoller::polledActivities)
			.description("Activities in these polls. Divided by the polls it is the size of a batch.")
			.tag("region", region)
			.register(this.meters);
	}

	/**
	 * Records the time from the ESS response with the end of an activity to the response
	 * to the caller.
	 */
	void recordDelivery(ActivitySnapshot end) {
		this.delivery.record(Duration.ofNanos(this.ticker.nanos() - end.received()));
	}

}
