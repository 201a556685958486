package dev.essfacade.ess;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/** What callers have asked, and what came through to ESS, by the clock of the door. */
final class Traffic {

	private static final long WINDOW = Duration.ofSeconds(10).toNanos();

	private final Collection<Call> calls = new ConcurrentLinkedQueue<>();

	private final Collection<Long> arrivals = new ConcurrentLinkedQueue<>();

	/** Makes a call and notes it. */
	void call(TestEssClient door, long now) {
		long start = System.nanoTime();
		@Nullable CallOutcome failure = null;
		try {
			door.client().call(EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build());
		}
		catch (EssException ex) {
			failure = ex.outcome();
		}
		this.calls.add(new Call(now, failure, System.nanoTime() - start));
	}

	void arrived(long now) {
		this.arrivals.add(now);
	}

	/** How many attempts there were for each call. */
	double amplification() {
		return this.arrivals.size() / (double) this.calls.size();
	}

	/** The same in the worst ten seconds. */
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

	/** When the last call was made that did not succeed. */
	long lastFailure() {
		return this.calls.stream().filter((call) -> call.failure() != null).mapToLong(Call::start).max().orElseThrow();
	}

	/** How many calls ended so; null is success. */
	long count(@Nullable CallOutcome outcome) {
		return this.calls.stream().filter((call) -> call.failure() == outcome).count();
	}

	/** How long 99 of 100 calls with this outcome took at most. */
	Duration p99(CallOutcome outcome) {
		long[] nanos = this.calls.stream()
			.filter((call) -> call.failure() == outcome)
			.mapToLong(Call::nanos)
			.sorted()
			.toArray();
		return Duration.ofNanos(nanos[nanos.length * 99 / 100]);
	}

	/**
	 * One call.
	 *
	 * @param failure null for a success
	 */
	private record Call(long start, @Nullable CallOutcome failure, long nanos) {
	}

}
