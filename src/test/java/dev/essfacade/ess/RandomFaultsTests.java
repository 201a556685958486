package dev.essfacade.ess;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.HotSpotDiagnosticMXBean;
import dev.essfacade.ess.resilience.Ticker;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.proxy.FaultProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Many concurrent detaches with random faults of ESS and the network. The long form:
 * <pre>./mvnw test -Dtest=RandomFaultsTests -Dfaults.calls=1000000 -Dfaults.seed=1</pre>
 */
class RandomFaultsTests {

	private static final org.slf4j.Logger figures = LoggerFactory.getLogger("figures");

	private static final int CALLS = Integer.getInteger("faults.calls", LongForm.or(1_000_000, 10_000));

	private static final long SEED = Long.getLong("faults.seed", 20_261_121L);

	/**
	 * Resets the simulator after each batch, so that a long run needs constant memory.
	 */
	private static final int BATCH = 2_000;

	private static final int CALLERS = 64;

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	private final EssSimulator ess = EssSimulator.start();

	private final FaultProxy network = FaultProxy.to(this.ess.endpoint());

	private final OutcomeChecks checks = new OutcomeChecks(CALLS);

	@TempDir
	private Path directory = Path.of("");

	@BeforeEach
	void aLineForEveryCallWouldBeTooMuch() {
		((Logger) LoggerFactory.getLogger(EssClient.class)).setLevel(Level.ERROR);
	}

	@AfterEach
	void close() {
		((Logger) LoggerFactory.getLogger(EssClient.class)).setLevel(null);
		this.network.close();
		this.ess.close();
	}

	@Test
	void everyReportedOutcomeMatchesTheLedgerUnderFaults() throws Exception {
		FaultMix mix = new FaultMix(SEED);
		this.network.faults(mix::next);
		SplittableRandom jitter = new SplittableRandom(SEED);
		long start = System.nanoTime();
		long heapAfterFirstBatch = 0;
		try (PauseDetector pauses = new PauseDetector(); TestEssClient client = client(jitter)) {
			for (int done = 0; done < CALLS; done += BATCH) {
				batch(done, Math.min(BATCH, CALLS - done), client, mix);
				heapAfterFirstBatch = (done == 0) ? usedHeap() : heapAfterFirstBatch;
			}
			figures.info("Seed {}: {}; scheduling delay of {} ms at most; {} s", SEED, this.checks,
					pauses.longest().toMillis(), Duration.ofNanos(System.nanoTime() - start).toSeconds());
			assertThat(this.checks.violations()).isEmpty();
			// A response needs several thread wake-ups, each with this machine's
			// delay.
			Duration machine = pauses.longest().multipliedBy(3);
			assertThat(this.checks.quantile(0.999)).isLessThan(DEADLINE.plusMillis(100).plus(machine));
			assertThat(this.checks.longest()).isLessThan(DEADLINE.plusSeconds(1).plus(machine));
		}
		nothingIsLeftOver();
		assertThat(usedHeap() - heapAfterFirstBatch).isLessThan(16 << 20);
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private TestEssClient client(SplittableRandom jitter) {
		return TestEssClient.to(this.network.endpoint())
			.with("ess.deadline", DEADLINE)
			.with("ess.connect-timeout", Duration.ofMillis(300))
			.with(Ticker.system())
			.with(() -> {
				synchronized (jitter) {
					return jitter.nextDouble();
				}
			})
			.open();
	}

	private void batch(int first, int count, TestEssClient client, FaultMix mix) throws Exception {
		this.ess.reset();
		AtomicInteger next = new AtomicInteger(first);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Boolean>> all = IntStream.range(0, CALLERS).mapToObj((caller) -> (Callable<Boolean>) () -> {
				for (int i = next.getAndIncrement(); i < first + count; i = next.getAndIncrement()) {
					detach(i, "asg-" + caller, client, mix);
				}
				return true;
			}).toList();
			for (Future<Boolean> each : callers.invokeAll(all)) {
				each.get();
			}
		}
		this.checks.compare(this.ess.ledger());
	}

	private void detach(int number, String group, TestEssClient client, FaultMix mix) {
		String token = "token-" + number;
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id(group).loadBalancer("lb-1").loadBalancer("lb-2"));
		mix.maybeFail(this.ess);
		EssCall<WriteResponse> call = TestCalls.detach("cn-hangzhou", group, token);
		long start = System.nanoTime();
		@Nullable EssException failure = catchThrowableOfType(EssException.class, () -> client.client().call(call));
		this.checks.add(token, failure, System.nanoTime() - start);
	}

	/** Waits until no exchange and no connection of the closed client is left. */
	private void nothingIsLeftOver() {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(exchangesUnderWay()).isZero();
			assertThat(this.network.openConnections()).isZero();
		});
	}

	private long exchangesUnderWay() throws IOException {
		Path dump = Files.createTempDirectory(this.directory, "threads").resolve("dump.txt");
		ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
		try (var lines = Files.lines(dump)) {
			return lines.filter((line) -> line.contains("\"ess-exchange\"")).count();
		}
	}

}
