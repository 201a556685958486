package dev.essfacade.access;

import java.util.HashMap;
import java.util.Map;

/**
 * What one caller may have under way of a limit that all share: less, the more others
 * have anything under way, and never so much that nobody else gets in.
 */
final class Share {

	private final int limit;

	private final Map<String, Integer> underWay = new HashMap<>();

	Share(int limit) {
		this.limit = limit;
	}

	/** Whether one more call of a caller fits; who enters has to {@link #leave}. */
	synchronized boolean enter(String caller) {
		int own = this.underWay.getOrDefault(caller, 0);
		int others = this.underWay.size() - ((own > 0) ? 1 : 0);
		// One part for each, and one that stays free for who comes next.
		if (own >= Math.max(1, this.limit / (others + 2))) {
			return false;
		}
		this.underWay.put(caller, own + 1);
		return true;
	}

	synchronized void leave(String caller) {
		this.underWay.computeIfPresent(caller, (_, own) -> (own > 1) ? own - 1 : null);
	}

}
