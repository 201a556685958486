package dev.essfacade.scalingactivity;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Time between the polls of one region: at most four start in a second. It doubles with
 * each failure, and shrinks by a quarter with each success.
 */
final class PollPace {

	static final Duration SHORTEST = Duration.ofMillis(250);

	static final Duration LONGEST = Duration.ofSeconds(4);

	private Duration pause = SHORTEST;

	private long next = Long.MIN_VALUE;

	boolean isDue(long now) {
		return this.next == Long.MIN_VALUE || now - this.next >= 0;
	}

	void started(long now) {
		if (now - this.next > LONGEST.toNanos()) {
			this.pause = SHORTEST; // the failures were long ago
		}
		this.next = now + this.pause.toNanos();
	}

	void succeeded() {
		Duration shorter = this.pause.multipliedBy(3).dividedBy(4);
		this.pause = (shorter.compareTo(SHORTEST) > 0) ? shorter : SHORTEST;
	}

	/**
	 * Slows down.
	 * @param asked how long ESS asked to wait, or null
	 */
	void failed(long now, @Nullable Duration asked) {
		Duration longer = this.pause.multipliedBy(2);
		this.pause = (longer.compareTo(LONGEST) < 0) ? longer : LONGEST;
		Duration wait = (asked != null && asked.compareTo(this.pause) > 0) ? asked : this.pause;
		long end = now + wait.toNanos();
		// Another poll may have set a later time for the next poll. The later time
		// applies.
		this.next = (end - this.next > 0) ? end : this.next;
	}

}
