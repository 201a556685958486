package dev.essfacade.authorization;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one caller may have under way of a limit that all share: less, the more others
 * have anything under way, and never so much that nobody else gets in. Who has nothing
 * under way always may.
 */
final class CallerShare {

	private final int limit;

	private final Map<String, Integer> underWay = new HashMap<>();

	CallerShare(int limit) {
		this.limit = limit;
	}

	/** Whether one more call of a caller fits; who enters has to {@link #leave}. */
	synchronized boolean enter(String caller) {
		@Nullable Integer own = this.underWay.get(caller);
		// One part for each, and one that stays free for who comes next.
		if (own != null && own >= this.limit / (this.underWay.size() + 1)) {
			return false;
		}
		this.underWay.merge(caller, 1, Integer::sum);
		return true;
	}

	synchronized void leave(String caller) {
		this.underWay.computeIfPresent(caller, (_, own) -> (own > 1) ? own - 1 : null);
	}

}
