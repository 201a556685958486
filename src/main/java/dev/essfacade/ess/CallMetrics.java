package dev.essfacade.ess;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;

import org.springframework.stereotype.Component;

/**
 * Metrics and spans of calls to ESS. The labels of metrics come from closed sets
 * (actions, regions, outcomes) and never contain an id.
 */
@Component
class CallMetrics {

	private static final Duration[] HISTOGRAM_BOUNDS = { Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10),
			Duration.ofSeconds(20) };

	private final MeterRegistry meters;

	private final Tracer tracer;

	private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

	private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

	CallMetrics(MeterRegistry meters, Tracer tracer) {
		this.meters = meters;
		this.tracer = tracer;
	}

	/**
	 * Starts the span of one attempt, if the caller's request is traced. The trace id is
	 * not sent to ESS.
	 */
	Span span(EssCall<?> call) {
		Span request = this.tracer.currentSpan();
		boolean traced = request != null && Boolean.TRUE.equals(request.context().sampled());
		return !traced ? Span.NOOP
				: this.tracer.spanBuilder()
					.name(call.action())
					.kind(Span.Kind.CLIENT)
					.remoteServiceName("ess")
					.tag("action", call.action())
					.tag("region", call.regionId())
					.start();
	}

	void countAttempt(EssCall<?> call, boolean retry) {
		count("ess.attempts", call);
		if (retry) {
			count("ess.retries", call);
		}
	}

	private void count(String name, EssCall<?> call) {
		this.counters
			.computeIfAbsent(new Series(name, call.action(), call.regionId(), ""),
					(series) -> this.meters.counter(name, "action", series.action, "region", series.region))
			.increment();
	}

	void recordAttempt(EssCall<?> call, CallOutcome outcome, Duration duration) {
		timer("ess.attempt", call, outcome, "Attempts of calls to ESS.").record(duration);
	}

	void recordCall(EssCall<?> call, CallOutcome outcome, Duration duration) {
		timer("ess.call", call, outcome, "Logical calls to ESS, each with all its attempts.", HISTOGRAM_BOUNDS)
			.record(duration);
	}

	private Timer timer(String name, EssCall<?> call, CallOutcome outcome, String description, Duration... bounds) {
		return this.timers.computeIfAbsent(new Series(name, call.action(), call.regionId(), outcome.label()),
				(series) -> Timer.builder(name)
					.description(description)
					.serviceLevelObjectives(bounds)
					.tags("action", series.action, "region", series.region, "outcome", series.outcome)
					.register(this.meters));
	}

	/**
	 * Name and label values of a metric. A map lookup with this key is faster than a
	 * lookup in the meter registry.
	 */
	private record Series(String name, String action, String region, String outcome) {
	}

}
