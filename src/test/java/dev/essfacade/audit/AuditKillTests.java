package dev.essfacade.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.essfacade.EssFacadeApplication;
import dev.essfacade.support.MixedCalls;
import dev.essfacade.support.ServiceProcess;
import dev.essfacade.support.SimulatedEss;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the service at random while callers detach, and starts it again. For every write
 * that the simulator executed, an intent must be on the disk. The long form:
 *
 * <pre>./mvnw test -Dtest=AuditKillTests -Daudit.calls=100000 -Daudit.kills=30</pre>
 */
class AuditKillTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int CALLS = Integer.getInteger("audit.calls", 1_000);

	private static final int KILLS = Integer.getInteger("audit.kills", 2);

	private static final int CALLERS = 32;

	private final EssSimulator ess = EssSimulator
		.start(SimulatorSettings.defaults().withAccessKey(SimulatedEss.KEY).withTickingClock(true));

	private final int port = freePort();

	private final MixedCalls calls = new MixedCalls(this.ess, this.port);

	private final AtomicInteger started = new AtomicInteger();

	private final Semaphore timeToKill = new Semaphore(0);

	private final List<String> brokenLines = new ArrayList<>();

	private String lastLine = "{}";

	private int outcomesInTheLog;

	@TempDir
	private Path directory = Path.of("");

	@AfterEach
	void close() {
		this.calls.close();
		this.ess.close();
	}

	@Test
	void everyEffectHasItsIntentOnDisk() throws Exception {
		Path file = this.directory.resolve("audit.jsonl");
		long start = System.nanoTime();
		callAndKill(file);
		Map<String, Set<String>> tokens = tokens(file);
		Set<String> intents = tokens.getOrDefault("intent", Set.of());
		Set<String> effects = new HashSet<>();
		this.ess.ledger().stream().map(LedgerEntry::clientToken).map(String::valueOf).forEach(effects::add);
		Set<String> unanswered = without(intents, tokens.getOrDefault("outcome", Set.of()));
		figures.info("{} calls, {} kills: {}; {} effects, {} intents, {} of them without an outcome; {} MB; {} s",
				CALLS, KILLS, this.calls, effects.size(), intents.size(), unanswered.size(), Files.size(file) >> 20,
				Duration.ofNanos(System.nanoTime() - start).toSeconds());
		assertThat(effects).hasSizeGreaterThan(CALLS / 4);
		assertThat(without(effects, intents)).as("effects without an intent").isEmpty();
		assertThat(without(this.calls.succeeded(), effects)).as("successes without an effect").isEmpty();
		// After a kill, each caller may lack two outcomes: of the call in flight, and of
		// the call before.
		assertThat(unanswered).hasSizeLessThanOrEqualTo(KILLS * CALLERS * 2);
		assertThat(this.brokenLines).as("the log, as JSON").isEmpty();
		assertThat(this.outcomesInTheLog).isGreaterThanOrEqualTo(this.calls.succeeded().size());
	}

	/**
	 * Returns the difference of the sets. AssertJ would compare all pairs, which takes
	 * minutes.
	 */
	private static Set<String> without(Set<String> all, Set<String> some) {
		Set<String> rest = new TreeSet<>(all);
		some.forEach(rest::remove);
		return rest;
	}

	private void callAndKill(Path file) throws Exception {
		Set<Integer> killPoints = killPoints();
		ServiceProcess service = start(file);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				running.add(callers.submit(() -> callOn(killPoints)));
			}
			for (int kill = 0; kill < KILLS; kill++) {
				this.timeToKill.acquire();
				service.kill();
				this.calls.pause();
				service = start(file);
				this.calls.resume();
			}
			for (Future<?> caller : running) {
				caller.get();
			}
		}
		finally {
			service.kill();
		}
	}

	private Set<Integer> killPoints() {
		SplittableRandom random = new SplittableRandom(CALLS);
		Set<Integer> points = new TreeSet<>();
		while (points.size() < KILLS) {
			points.add(random.nextInt(CALLS / 10, CALLS * 9 / 10));
		}
		return points;
	}

	private void callOn(Set<Integer> killPoints) {
		for (int call = this.started.getAndIncrement(); call < CALLS; call = this.started.getAndIncrement()) {
			if (killPoints.contains(call)) {
				this.timeToKill.release();
			}
			this.calls.make(call);
		}
	}

	private ServiceProcess start(Path file) throws IOException {
		return ServiceProcess.start(this::onLine, "ess.endpoint=" + this.ess.endpoint(), "server.port=" + this.port,
				"ess.deadline=20s", "facade.audit.file=" + file, "logging.structured.format.console=ecs");
	}

	/**
	 * Checks the previous line. The last line of a process is not checked, because a kill
	 * may cut it.
	 */
	private void onLine(String line) {
		if (!line.contains("Starting EssFacadeApplication") && !isAnObject(this.lastLine)) {
			this.brokenLines.add(this.lastLine);
		}
		if (line.contains("\"logger\":\"audit\"") && line.contains("\"essfacade\":{\"record\":\"outcome\"")) {
			this.outcomesInTheLog++;
		}
		this.lastLine = line;
	}

	private static boolean isAnObject(String line) {
		try {
			AuditRecords.parse(line);
			return true;
		}
		catch (RuntimeException _) {
			return false;
		}
	}

	/** Returns the client tokens by kind of record. */
	private static Map<String, Set<String>> tokens(Path file) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.map(AuditRecords::parse)
				.collect(Collectors.groupingBy((record) -> AuditRecords.text(record, "essfacade.record"), Collectors
					.mapping((record) -> AuditRecords.text(record, "essfacade.client_token"), Collectors.toSet())));
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
