package dev.esssimulator.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A list of limited size that keeps the most recent items, oldest first. */
public final class Recent<T> {

	private final int most;

	private final Deque<T> items = new ArrayDeque<>();

	public Recent(int most) {
		this.most = most;
	}

	public synchronized void add(T item) {
		this.items.addLast(item);
		if (this.items.size() > this.most) {
			this.items.removeFirst();
		}
	}

	public synchronized List<T> list() {
		return List.copyOf(this.items);
	}

	public synchronized void clear() {
		this.items.clear();
	}

}
