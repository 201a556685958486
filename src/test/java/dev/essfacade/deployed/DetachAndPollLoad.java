package dev.essfacade.deployed;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.essfacade.Caller;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatedGroup;

/**
 * Callers that detach and poll without a pause, each time from a scaling group of its
 * own, and never ask twice: whatever is not answered as it should be has failed.
 */
final class DetachAndPollLoad {

	private static final int CALLERS = 8;

	private static final int POLLS = 9;

	private final EssSimulator ess;

	private final Caller caller;

	private final String prefix;

	private final AtomicInteger groups = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean over = new AtomicBoolean();

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	DetachAndPollLoad(EssSimulator ess, int port, String prefix) {
		this.ess = ess;
		this.caller = new Caller(port);
		this.prefix = prefix;
	}

	DetachAndPollLoad start() {
		IntStream.range(0, CALLERS).forEach((_) -> this.callers.execute(this::callUntilOver));
		return this;
	}

	int requests() {
		return this.requests.get();
	}

	Queue<String> failures() {
		return this.failures;
	}

	/** Groups on which more than one detach took effect. */
	Map<String, Long> doubleEffects() {
		Map<String, Long> effects = this.ess.ledger()
			.stream()
			.collect(Collectors.groupingBy(LedgerEntry::scalingGroupId, Collectors.counting()));
		effects.values().removeIf((count) -> count == 1);
		return effects;
	}

	private void callUntilOver() {
		while (!this.over.get()) {
			String group = "asg-" + this.groups.incrementAndGet();
			try {
				detachAndPoll(group);
			}
			catch (AssertionError | RuntimeException ex) {
				this.failures.add(group + ": " + ex + ", " + ex.getCause());
			}
		}
	}

	private void detachAndPoll(String group) {
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id(group).albServerGroup("sgp-1", 80, 100).instance("i-1"));
		String path = this.prefix + "/api/v1/regions/cn-hangzhou/scaling-groups/" + group + "/alb-server-groups/detach";
		Caller.Answer detach = this.caller.post(path, """
				{"albServerGroups": [{"albServerGroupId": "sgp-1", "port": 80}], "forceDetach": true}""",
				"Idempotency-Key", group);
		count(202, detach);
		for (int i = 0; i < POLLS && detach.status() == 202; i++) {
			count(200, this.caller.get(detach.mustHave("Location")));
		}
	}

	private void count(int expected, Caller.Answer answer) {
		this.requests.incrementAndGet();
		if (answer.status() != expected) {
			this.failures.add(answer.status() + " " + answer.http().uri() + " " + answer.http().body());
		}
	}

	/** Waits for the requests under way. */
	void end() {
		this.over.set(true);
		this.callers.close();
	}

}
