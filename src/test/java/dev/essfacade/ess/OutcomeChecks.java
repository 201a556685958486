package dev.essfacade.ess;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.esssimulator.LedgerEntry;
import org.jspecify.annotations.Nullable;

/** Compares the outcomes that callers received with the simulator's ledger. */
final class OutcomeChecks {

	private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> kinds = new ConcurrentHashMap<>();

	private final long[] nanos;

	private final AtomicInteger count = new AtomicInteger();

	private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

	OutcomeChecks(int calls) {
		this.nanos = new long[calls];
	}

	/**
	 * Records one outcome.
	 * @param failure null for a success
	 */
	void add(String token, @Nullable EssException failure, long duration) {
		this.nanos[this.count.getAndIncrement()] = duration;
		this.kinds.merge((failure == null) ? "SUCCESS" : failure.outcome().name(), 1, Integer::sum);
		if (failure == null) {
			this.succeeded.add(token);
		}
		else if (!failure.outcome().mayHaveExecuted()) {
			this.failed.add(token);
		}
	}

	/**
	 * Compares the recorded outcomes with the ledger. Then removes the recorded outcomes.
	 * All calls must have ended.
	 */
	void compare(List<LedgerEntry> ledger) {
		Map<String, Long> effects = ledger.stream()
			.collect(Collectors.groupingBy((entry) -> String.valueOf(entry.clientToken()), Collectors.counting()));
		effects.forEach((token, count) -> violation(count > 1, token, "more than one effect"));
		this.succeeded.forEach((token) -> violation(!effects.containsKey(token), token, "success without an effect"));
		this.failed.forEach((token) -> violation(effects.containsKey(token), token, "effect reported as failed"));
		this.succeeded.clear();
		this.failed.clear();
	}

	private void violation(boolean broken, String token, String what) {
		if (broken) {
			this.violations.add(token + ": " + what);
		}
	}

	List<String> violations() {
		return List.copyOf(this.violations);
	}

	Duration longest() {
		return quantile(1);
	}

	Duration quantile(double part) {
		long[] sorted = Arrays.stream(this.nanos, 0, this.count.get()).sorted().toArray();
		return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * part))]);
	}

	@Override
	public String toString() {
		String times = Arrays.stream(new double[] { 0.5, 0.99, 0.999, 1 })
			.mapToObj((part) -> "p" + 100 * part + "=" + quantile(part).toMillis() + "ms")
			.collect(Collectors.joining(" "));
		return this.count + " calls, " + this.violations.size() + " violations, " + this.kinds + ", " + times;
	}

}
