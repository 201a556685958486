package dev.essfacade.audit;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Limits the denials in the audit file per minute, so that a caller without rights cannot
 * fill the disk.
 */
final class DenialLimit {

	/** Denials of one caller per minute. */
	static final int MAX_PER_CALLER = 10;

	/** Denials of all callers per minute. */
	static final int MAX_TOTAL = 100;

	private final InstantSource clock;

	private final Map<String, Integer> byCaller = new HashMap<>();

	private long minute;

	private int total;

	private long omitted;

	DenialLimit(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Decides whether the file gets a denial of a caller.
	 * @return number of denials omitted since the last admitted one; empty if this one is
	 * omitted
	 */
	synchronized OptionalLong admit(String caller) {
		startMinute();
		if (this.total == MAX_TOTAL || this.byCaller.getOrDefault(caller, 0) == MAX_PER_CALLER) {
			this.omitted++;
			return OptionalLong.empty();
		}
		this.total++;
		this.byCaller.merge(caller, 1, Integer::sum);
		OptionalLong before = OptionalLong.of(this.omitted);
		this.omitted = 0;
		return before;
	}

	private void startMinute() {
		long now = this.clock.instant().getEpochSecond() / 60;
		if (now != this.minute) {
			this.minute = now;
			this.total = 0;
			this.byCaller.clear();
		}
	}

}
