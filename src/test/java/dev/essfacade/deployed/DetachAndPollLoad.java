package dev.essfacade.deployed;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatedGroup;

/**
 * Load: callers that detach and poll without a pause. Each detach has its own scaling
 * group and is sent once. Every unexpected response counts as a failure.
 */
final class DetachAndPollLoad {

	private static final int CALLERS = 16;

	private static final int POLLS = 19;

	private final EssSimulator ess;

	private final int port;

	private final String prefix;

	private final AtomicInteger groups = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean over = new AtomicBoolean();

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	DetachAndPollLoad(EssSimulator ess, int port, String prefix) {
		this.ess = ess;
		this.port = port;
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

	/** Returns the groups on which more than one detach took effect. */
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
			catch (RuntimeException ex) {
				this.requests.incrementAndGet();
				this.failures.add(group + ": " + ex + ", " + ex.getCause());
			}
		}
	}

	private void detachAndPoll(String group) {
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id(group).albServerGroup("sgp-1", 80, 100).instance("i-1"));
		String path = this.prefix + "/api/v1/regions/cn-hangzhou/scaling-groups/" + group + "/alb-server-groups/detach";
		FrugalRequest detach = FrugalRequest.post(path,
				"""
						{"albServerGroups": [{"albServerGroupId": "sgp-1", "port": 80}], "forceDetach": true, "allowLast": true}""",
				group);
		String location = send(202, detach).location();
		for (int i = 0; i < POLLS && !location.isEmpty(); i++) {
			send(200, FrugalRequest.get(location));
		}
	}

	private FrugalRequest.Answer send(int expected, FrugalRequest request) {
		FrugalRequest.Answer answer = request.sendTo(this.port);
		this.requests.incrementAndGet();
		if (answer.status() != expected) {
			this.failures.add(request.line() + ": " + answer.text());
		}
		return answer;
	}

	/** Stops the callers, and waits for the requests in flight. */
	void end() {
		this.over.set(true);
		this.callers.close();
	}

}
