package dev.essfacade.ess;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/** Records the calls of a client and the requests that ESS received, with their times. */
final class Traffic {

	private static final long WINDOW = Duration.ofSeconds(10).toNanos();

	private final Collection<Call> calls = new ConcurrentLinkedQueue<>();

	private final Collection<Long> arrivals = new ConcurrentLinkedQueue<>();

	/** Makes a call and records its outcome. */
	void call(TestEssClient client, long now) {
		long start = System.nanoTime();
		@Nullable CallOutcome failure = null;
		try {
			client.client().call(EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build());
		}
		catch (EssException ex) {
			failure = ex.outcome();
		}
		this.calls.add(new Call(now, failure, System.nanoTime() - start));
	}

	void arrived(long now) {
		this.arrivals.add(now);
	}

	/** Attempts per call. */
	double amplification() {
		return this.arrivals.size() / (double) this.calls.size();
	}

	/** Attempts per call in the worst ten seconds. */
	double worstAmplification() {
		List<Long> starts = this.calls.stream().map(Call::start).sorted().toList();
		return starts.stream()
			.filter((start) -> start + WINDOW <= starts.getLast())
			.mapToDouble((start) -> within(start, this.arrivals) / (double) within(start, starts))
			.max()
			.orElseThrow();
	}

	private static long within(long start, Collection<Long> times) {
		return times.stream().filter((time) -> time >= start && time < start + WINDOW).count();
	}

	/** Start of the last call that failed. */
	long lastFailure() {
		return this.calls.stream().filter((call) -> call.failure() != null).mapToLong(Call::start).max().orElseThrow();
	}

	/** Number of calls with this outcome; null is success. */
	long count(@Nullable CallOutcome outcome) {
		return this.calls.stream().filter((call) -> call.failure() == outcome).count();
	}

	/** 99th percentile of the duration of calls with this outcome. */
	Duration p99(CallOutcome outcome) {
		long[] nanos = this.calls.stream()
			.filter((call) -> call.failure() == outcome)
			.mapToLong(Call::nanos)
			.sorted()
			.toArray();
		return Duration.ofNanos(nanos[nanos.length * 99 / 100]);
	}

	/**
	 * A recorded call.
	 *
	 * @param failure null for a success
	 */
	private record Call(long start, @Nullable CallOutcome failure, long nanos) {
	}

}
