package dev.essfacade.scalingactivity;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Selects the activities of the next poll. Callers take turns (round robin), each with
 * its most overdue activity. A caller with many activities therefore does not delay
 * others.
 */
final class PollTurns {

	/** Maximum number of ids that ESS accepts in one call. */
	static final int MAX_BATCH = 20;

	/** Callers with an activity that is due, in the order of their turns. */
	private final SequencedSet<String> callers = new LinkedHashSet<>();

	/**
	 * Returns the activities of the next poll; an empty list if no activity is due.
	 * Activities that are not due yet fill up the batch, so that all of them are due
	 * together later.
	 */
	List<WatchedActivity> next(Collection<WatchedActivity> activities, long now) {
		if (activities.stream().noneMatch((activity) -> activity.isIdle() && activity.isDue(now))) {
			return List.of();
		}
		List<WatchedActivity> idle = activities.stream()
			.filter(WatchedActivity::isIdle)
			.sorted(Comparator.comparingLong((activity) -> activity.dueAt() - now))
			.toList();
		Map<String, Queue<WatchedActivity>> due = due(idle, now);
		this.callers.retainAll(due.keySet());
		this.callers.addAll(due.keySet());
		WatchedActivity first = queue(due, this.callers.getFirst()).element();
		if (first.isAlone()) {
			this.callers.addLast(this.callers.getFirst());
			return List.of(first);
		}
		due.values().forEach((queue) -> queue.removeIf(WatchedActivity::isAlone));
		return batch(due, idle);
	}

	private static Map<String, Queue<WatchedActivity>> due(List<WatchedActivity> idle, long now) {
		Map<String, Queue<WatchedActivity>> due = new LinkedHashMap<>();
		idle.stream()
			.filter((activity) -> activity.isDue(now))
			.forEach((activity) -> activity.callers()
				.forEach((caller) -> due.computeIfAbsent(caller, (_) -> new ArrayDeque<>()).add(activity)));
		return due;
	}

	private List<WatchedActivity> batch(Map<String, Queue<WatchedActivity>> due, List<WatchedActivity> idle) {
		Set<WatchedActivity> batch = new LinkedHashSet<>();
		Optional<String> caller = next(due, batch);
		while (caller.isPresent() && batch.size() < MAX_BATCH) {
			this.callers.addLast(caller.get());
			batch.add(queue(due, caller.get()).remove());
			caller = next(due, batch);
		}
		Stream<WatchedActivity> others = idle.stream().filter((activity) -> !activity.isAlone());
		return Stream.concat(batch.stream(), others).distinct().limit(MAX_BATCH).toList();
	}

	/** Returns the next caller with an activity that is not in the batch yet. */
	private Optional<String> next(Map<String, Queue<WatchedActivity>> due, Set<WatchedActivity> batch) {
		return this.callers.stream().filter((caller) -> {
			Queue<WatchedActivity> queue = queue(due, caller);
			while (!queue.isEmpty() && batch.contains(queue.element())) {
				queue.remove();
			}
			return !queue.isEmpty();
		}).findFirst();
	}

	private static Queue<WatchedActivity> queue(Map<String, Queue<WatchedActivity>> due, String caller) {
		return Objects.requireNonNull(due.get(caller));
	}

}
