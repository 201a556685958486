package dev.esssimulator;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Queued faults. A request takes the oldest one for its action or for any action. */
final class FaultQueue {

	private final List<Queued> queue = new ArrayList<>();

	synchronized void add(@Nullable String action, Fault fault) {
		this.queue.add(new Queued(action, fault));
	}

	synchronized @Nullable Fault takeFor(String action) {
		for (Queued each : this.queue) {
			if (each.action == null || each.action.equals(action)) {
				this.queue.remove(each);
				return each.fault;
			}
		}
		return null;
	}

	synchronized void clear() {
		this.queue.clear();
	}

	/**
	 * @param action null for any action
	 */
	private record Queued(@Nullable String action, Fault fault) {
	}

}
