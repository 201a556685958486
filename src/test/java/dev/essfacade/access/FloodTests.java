package dev.essfacade.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.essfacade.Caller;
import dev.essfacade.Caller.Answer;
import dev.essfacade.SimulatedEss;
import dev.essfacade.StartedFacade;
import dev.essfacade.TestGroups;
import dev.essfacade.access.identity.ToldSubject;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One caller floods; the others hardly notice. */
class FloodTests {

	private static final int LIMIT = 8;

	private static final int READS = 340;

	private static final String RULES = """
			rules:
			  - name: everybody
			    callers: {sub: "*"}
			    actions: ["*"]
			    regions: ["*"]
			    scaling-groups: ["*"]
			    targets: ["*"]
			""";

	private final EssSimulator ess = SimulatedEss.simulator();

	private final AtomicBoolean over = new AtomicBoolean();

	@ParameterizedTest
	@ValueSource(strings = { "ess.max-concurrent-calls", "ess.max-concurrent-calls-per-region" })
	void theOthersKeepTheirShareOfEachLimit(String limit) throws Exception {
		this.ess.reset();
		this.ess.add(TestGroups.group());
		IntStream.range(0, 5_000).forEach((_) -> this.ess.failNext("DetachLoadBalancers", Fault.hang()));
		try (StartedFacade service = RuledFacade.under(RULES, limit + "=" + LIMIT, "ess.deadline=5s");
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<List<Answer>>> flood = IntStream.range(0, LIMIT)
				.mapToObj((_) -> threads.submit(() -> flood(service.caller())))
				.toList();
			while (this.ess.received().size() < LIMIT / 2) {
				Thread.onSpinWait();
			}
			List<Future<Long>> others = new ArrayList<>();
			for (String name : List.of("ann", "bob", "max")) {
				others.add(threads.submit(() -> successes(service.caller(), name)));
			}
			long succeeded = 0;
			for (Future<Long> other : others) {
				succeeded += other.get();
			}
			this.over.set(true);
			assertThat(succeeded).isGreaterThanOrEqualTo((long) Math.ceil(3 * READS * 0.999));
			turnsTheFloodAway(flood);
		}
	}

	private static void turnsTheFloodAway(List<Future<List<Answer>>> flood) throws Exception {
		List<Answer> answers = new ArrayList<>();
		for (Future<List<Answer>> thread : flood) {
			answers.addAll(thread.get());
		}
		assertThat(answers).filteredOn((answer) -> "overloaded".equals(answer.field("code")))
			.isNotEmpty()
			.allSatisfy((answer) -> {
				assertThat(answer.status()).isEqualTo(503);
				assertThat(answer.field("detail")).contains("its share");
				assertThat(answer.mustHave("Retry-After")).isEqualTo("1");
			});
	}

	private List<Answer> flood(Caller caller) {
		List<Answer> answers = new ArrayList<>();
		while (!this.over.get()) {
			answers.add(caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, ToldSubject.HEADER, "flood"));
		}
		return answers;
	}

	private static long successes(Caller caller, String name) {
		return IntStream.range(0, READS)
			.filter((_) -> "activity-not-found"
				.equals(caller.get(Caller.ACTIVITY, ToldSubject.HEADER, name).field("code")))
			.count();
	}

}
