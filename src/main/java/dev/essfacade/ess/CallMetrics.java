package dev.essfacade.ess;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

import org.springframework.stereotype.Component;

/**
 * Metrics and spans of calls to ESS. Labels come from closed sets (actions, regions,
 * outcomes) and never contain an id.
 */
@Component
class CallMetrics {

	private static final Duration[] HISTOGRAM_BOUNDS = { Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10),
			Duration.ofSeconds(20) };

	private final MeterRegistry meters;

	private final ObservationRegistry observations;

	CallMetrics(MeterRegistry meters, ObservationRegistry observations) {
		this.meters = meters;
		this.observations = observations;
	}

	/** Returns the span of one attempt. The trace id is not sent to ESS. */
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

	void countAttempt(EssCall<?> call, boolean retry) {
		this.meters.counter("ess.attempts", "action", call.action(), "region", call.regionId()).increment();
		if (retry) {
			this.meters.counter("ess.retries", "action", call.action(), "region", call.regionId()).increment();
		}
	}

	void recordCall(EssCall<?> call, CallOutcome outcome, Duration duration) {
		Timer.builder("ess.call")
			.description("Logical calls to ESS, each with all its attempts.")
			.serviceLevelObjectives(HISTOGRAM_BOUNDS)
			.tags("action", call.action(), "region", call.regionId(), "outcome", outcome.label())
			.register(this.meters)
			.record(duration);
	}

}
