package dev.essfacade.ess;

import java.time.Duration;

import dev.essfacade.ess.resilience.RegionGuard;
import dev.essfacade.ess.resilience.RetryBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

import org.springframework.stereotype.Component;

/**
 * Counts and times every call. Labels come from closed sets: actions, regions, outcomes;
 * never an id.
 */
@Component
class CallMetrics {

	/** Where the histogram has its bounds. */
	private static final Duration[] BUCKETS = { Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
			Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
			Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20) };

	private final MeterRegistry meters;

	private final ObservationRegistry observations;

	CallMetrics(MeterRegistry meters, ObservationRegistry observations, RegionGuards guards) {
		this.meters = meters;
		this.observations = observations;
		guards.forEach(this::show);
	}

	private void show(String region, RegionGuard guard) {
		Gauge.builder("ess.retry.tokens", guard.budget(), RetryBudget::tokens)
			.description("Retries that the region has left")
			.tag("region", region)
			.register(this.meters);
		Gauge.builder("ess.calls.in.flight", guard, RegionGuard::inFlight)
			.description("Calls of ESS under way")
			.tag("region", region)
			.register(this.meters);
		Gauge.builder("ess.breaker.open", guard.breaker(), (breaker) -> breaker.isOpen() ? 1 : 0)
			.description("1 while a silent region is asked once a second alone")
			.tag("region", region)
			.register(this.meters);
	}

	CallRecorder start(EssCall<?> call) {
		return new CallRecorder(this, call);
	}

	/** The span of one attempt. The trace's id is not sent to ESS. */
	Observation span(EssCall<?> call) {
		return Observation.createNotStarted("ess.attempt", CallMetrics::clientSpan, this.observations)
			.contextualName(call.action())
			.lowCardinalityKeyValue("action", call.action())
			.lowCardinalityKeyValue("region", call.regionId());
	}

	private static Observation.Context clientSpan() {
		SenderContext<Object> context = new SenderContext<>((carrier, key, value) -> {
		}, Kind.CLIENT);
		context.setCarrier(context);
		context.setRemoteServiceName("ess");
		return context;
	}

	void attempted(EssCall<?> call, boolean again) {
		this.meters.counter("ess.attempts", "action", call.action(), "region", call.regionId()).increment();
		if (again) {
			this.meters.counter("ess.retries", "action", call.action(), "region", call.regionId()).increment();
		}
	}

	void ended(EssCall<?> call, String outcome, Duration duration) {
		Timer.builder("ess.call")
			.description("Logical calls of ESS, with all their attempts")
			.serviceLevelObjectives(BUCKETS)
			.tags("action", call.action(), "region", call.regionId(), "outcome", outcome)
			.register(this.meters)
			.record(duration);
		if (outcome.equals(CallRecorder.OVERLOADED)) {
			this.meters.counter("ess.rejected", "region", call.regionId()).increment();
		}
	}

}
