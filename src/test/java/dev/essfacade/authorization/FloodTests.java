package dev.essfacade.authorization;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.essfacade.audit.AuditRecords;
import dev.essfacade.ess.LongForm;
import dev.essfacade.security.FixedSubject;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** One caller sends a flood of calls beside other callers. */
@ExtendWith(OutputCaptureExtension.class)
class FloodTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int LIMIT = 8;

	private static final List<String> OTHERS = List.of("ann", "bob", "max");

	private static final int READS = LongForm.or(340, 100);

	/**
	 * Delay of each simulator response. The short form has none, and measures the service
	 * alone.
	 */
	private static final Duration UPSTREAM = LongForm.or(Duration.ofMillis(50), Duration.ZERO);

	/**
	 * In the short form, the noise of the machine dominates, so that the ratio has no
	 * limit.
	 */
	private static final double MAX_RATIO = LongForm.or(1.5, Double.MAX_VALUE);

	private static final Duration FLOOD_PAUSE = Duration.ofMillis(40);

	private static final String RULES = """
			protected-groups: []
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
	void otherCallersKeepTheirFairShareDuringAFlood(String limit, CapturedOutput output) throws Exception {
		this.ess.reset();
		this.ess.add(TestGroups.group());
		IntStream.range(0, 5_000).forEach((_) -> this.ess.failNext("DetachLoadBalancers", Fault.hang()));
		IntStream.range(0, 2 * OTHERS.size() * READS)
			.forEach((_) -> this.ess.failNext("DescribeScalingActivities", Fault.slow(UPSTREAM)));
		try (StartedFacade service = FacadeWithRules.under(RULES, limit + "=" + LIMIT, "ess.deadline=5s");
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			long[] alone = reads(threads, service.caller());
			List<Future<List<Answer>>> flood = IntStream.range(0, LIMIT)
				.mapToObj((_) -> threads.submit(() -> flood(service.caller())))
				.toList();
			while (this.ess.received().size() < LIMIT / 2) {
				Thread.onSpinWait();
			}
			long[] beside = reads(threads, service.caller());
			this.over.set(true);
			double ratio = p99(beside) / (double) p99(alone);
			figures.info("{}, ESS takes {}: p99 of other callers is {} us alone, {} us during a flood, ratio {}", limit,
					UPSTREAM, p99(alone) / 1000, p99(beside) / 1000, "%.2f".formatted(ratio));
			assertThat(ratio).isLessThanOrEqualTo(MAX_RATIO);
			assertThat(beside).hasSizeGreaterThanOrEqualTo((int) Math.ceil(alone.length * 0.999));
			long rejected = rejectsTheFlood(flood, output);
			assertThat(rejectedByShare(service)).isEqualTo((double) rejected);
		}
	}

	@Test
	void deniedCallersNeitherBlockWritesNorFillTheAuditFile(@TempDir Path directory) throws Exception {
		this.ess.reset();
		this.ess.add(TestGroups.group());
		Path file = directory.resolve("audit.jsonl");
		long start = minute();
		try (StartedFacade service = FacadeWithRules.under(RULES.replace("\"*\"}", "ann}"),
				"facade.audit.file=" + file); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> flood = IntStream.range(0, 400)
				.mapToObj((_) -> threads.submit(() -> detach(service.caller(), "flood").status()))
				.toList();
			assertThat(detach(service.caller(), "ann").status()).isEqualTo(200);
			for (Future<Integer> status : flood) {
				assertThat(status.get()).isEqualTo(403);
			}
		}
		List<String> records = AuditRecords.in(file)
			.stream()
			.map((record) -> AuditRecords.text(record, "user.id"))
			.toList();
		assertThat(records).filteredOn("ann"::equals).hasSize(2);
		assertThat(records).filteredOn("flood"::equals).hasSizeBetween(1, (int) (minute() - start + 1) * 10);
	}

	private static long minute() {
		return System.currentTimeMillis() / 60_000;
	}

	private static Answer detach(Caller caller, String name) {
		return caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, FixedSubject.HEADER, name);
	}

	private static long rejectsTheFlood(List<Future<List<Answer>>> flood, CapturedOutput output) throws Exception {
		List<Answer> answers = new ArrayList<>();
		for (Future<List<Answer>> thread : flood) {
			answers.addAll(thread.get());
		}
		long recorded = output.getOut()
			.lines()
			.filter((line) -> line.contains("\"DetachLoadBalancers: denial\"") && line.contains("\"overloaded\""))
			.count();
		assertThat(answers).filteredOn((answer) -> "overloaded".equals(answer.field("code")))
			.isNotEmpty()
			.hasSize((int) recorded)
			.allSatisfy((answer) -> {
				assertThat(answer.status()).isEqualTo(503);
				assertThat(answer.field("detail")).contains("by this caller");
				assertThat(answer.mustHave("Retry-After")).isEqualTo("1");
			});
		return recorded;
	}

	/**
	 * Returns how many calls the caller's fair share rejected. Fails if the limit itself
	 * rejected a call.
	 */
	private static double rejectedByShare(StartedFacade service) {
		Collection<Counter> rejected = service.context()
			.getBean(MeterRegistry.class)
			.get("ess.calls.rejected")
			.counters();
		assertThat(rejected).extracting((counter) -> counter.getId().getTag("reason")).containsOnly("caller");
		return rejected.stream().mapToDouble(Counter::count).sum();
	}

	/**
	 * Pauses between calls, so that the callers compete for permits, not for processors.
	 */
	private List<Answer> flood(Caller caller) {
		List<Answer> answers = new ArrayList<>();
		while (!this.over.get()) {
			answers.add(detach(caller, "flood"));
			LockSupport.parkNanos(FLOOD_PAUSE.toNanos());
		}
		return answers;
	}

	/** Returns the sorted durations of the successful calls in nanoseconds. */
	private static long[] reads(ExecutorService threads, Caller caller) throws Exception {
		List<Future<long[]>> others = new ArrayList<>();
		for (String name : OTHERS) {
			others.add(threads.submit(() -> reads(caller, name)));
		}
		LongStream times = LongStream.empty();
		for (Future<long[]> other : others) {
			times = LongStream.concat(times, LongStream.of(other.get()));
		}
		return times.sorted().toArray();
	}

	private static long[] reads(Caller caller, String name) {
		return IntStream.range(0, READS).mapToLong((_) -> {
			long start = System.nanoTime();
			Answer answer = caller.get(Caller.ACTIVITY, FixedSubject.HEADER, name);
			return "activity-not-found".equals(answer.field("code")) ? System.nanoTime() - start : -1;
		}).filter((nanos) -> nanos >= 0).toArray();
	}

	private static long p99(long[] sorted) {
		return sorted[sorted.length * 99 / 100];
	}

}
