package dev.essfacade.audit;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many refusals go to the file: a few a minute, so that who may do nothing can
 * neither fill the disk nor take the place of what others mean to do.
 */
final class DenialLimit {

	/** Of one caller in a minute. */
	static final int OF_ONE = 10;

	/** Of all together in a minute. */
	static final int OF_ALL = 100;

	private final InstantSource clock;

	private final Map<String, Integer> ofCallers = new HashMap<>();

	private long minute;

	private int all;

	private long leftOut;

	DenialLimit(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Lets one more refusal of a caller into the file, or not.
	 * @return how many were left out since the last one in it; empty if this one is, too
	 */
	synchronized OptionalLong admit(String caller) {
		forgetLastMinute();
		if (this.all == OF_ALL || this.ofCallers.getOrDefault(caller, 0) == OF_ONE) {
			this.leftOut++;
			return OptionalLong.empty();
		}
		this.all++;
		this.ofCallers.merge(caller, 1, Integer::sum);
		OptionalLong before = OptionalLong.of(this.leftOut);
		this.leftOut = 0;
		return before;
	}

	private void forgetLastMinute() {
		long now = this.clock.instant().getEpochSecond() / 60;
		if (now != this.minute) {
			this.minute = now;
			this.all = 0;
			this.ofCallers.clear();
		}
	}

}
