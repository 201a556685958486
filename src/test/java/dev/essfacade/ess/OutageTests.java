package dev.essfacade.ess;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.essfacade.ess.resilience.ManualTicker;
import dev.essfacade.ess.resilience.Ticker;
import dev.esssimulator.http.HttpRequest;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.HttpServer;
import dev.esssimulator.http.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An outage of ESS: the load on ESS does not grow, callers do not wait, and calls succeed
 * soon afterwards. The short form simulates the five minutes of the error storm.
 */
class OutageTests {

	private static final org.slf4j.Logger figures = LoggerFactory.getLogger("figures");

	private static final Duration STORM = Duration.ofMinutes(5);

	private static final Duration OUTAGE = LongForm.or(Duration.ofMinutes(1), Duration.ofSeconds(6));

	private static final Duration AFTERWARDS = LongForm.or(Duration.ofSeconds(20), Duration.ofSeconds(5));

	/** Pause between calls: ten calls per second. */
	private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

	/**
	 * Number of calls at the end of the outage. The circuit breaker rejects all of them
	 * except probes.
	 */
	private static final int BURST = 1000;

	private final ManualTicker manual = new ManualTicker();

	private final Ticker ticker = LongForm.WANTED ? Ticker.system() : this.manual.ticker();

	private final HttpServer ess = HttpServer.start("127.0.0.1", 0, this::answer);

	private final URI endpoint = URI.create("http://127.0.0.1:" + this.ess.port());

	private final Traffic traffic = new Traffic();

	private volatile State state = State.UP;

	@AfterEach
	void close() {
		this.ess.close();
	}

	private void answer(HttpRequest request, Wire wire) throws IOException {
		this.traffic.arrived(now());
		switch (this.state) {
			case UP -> wire.send(json(200, "{\"RequestId\":\"4DDC5C4E\"}"));
			case REFUSING -> wire.send(json(503, "{\"RequestId\":\"4DDC5C4E\",\"Code\":\"ServiceUnavailable\"}"));
			case SILENT -> wire.staySilent();
		}
	}

	private static HttpResponse json(int status, String body) {
		return HttpResponse.of(status, "application/json;charset=utf-8", body);
	}

	@Test // F7
	void retriesStayRareDuringAnErrorStorm() throws Exception {
		try (TestEssClient client = TestEssClient.to(this.endpoint)
			.with(this.ticker)
			.with("ess.deadline", "10s")
			.open()) {
			this.state = State.REFUSING;
			keepCalling(client, STORM, !LongForm.WANTED);
			double all = this.traffic.amplification();
			double worst = this.traffic.worstAmplification();
			this.state = State.UP;
			long returned = now();
			keepCalling(client, AFTERWARDS, !LongForm.WANTED);
			Duration recovery = untilTheLastFailure(returned);
			figures.info("Storm of 503 for {}: {} attempts per call, {} in the worst 10 s; recovered in {} ms", STORM,
					"%.3f".formatted(all), "%.3f".formatted(worst), recovery.toMillis());
			assertThat(all).isGreaterThan(1).isLessThanOrEqualTo(1.10);
			assertThat(worst).isLessThan(1.20);
			assertThat(recovery).isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test // F2
	void failsFastDuringAnOutageAndRecoversSoonAfterIt() throws Exception {
		try (PauseDetector pauses = new PauseDetector();
				TestEssClient client = TestEssClient.to(this.endpoint).with("ess.read-timeout", "500ms").open()) {
			this.state = State.SILENT;
			keepCalling(client, OUTAGE, false);
			Traffic burst = new Traffic();
			for (int call = 0; call < BURST; call++) {
				burst.call(client, System.nanoTime());
			}
			this.state = State.UP;
			long returned = System.nanoTime();
			keepCalling(client, AFTERWARDS, false);
			Duration p99 = burst.p99(CallOutcome.CIRCUIT_OPEN);
			Duration recovery = untilTheLastFailure(returned);
			figures.info("Outage of {}: {} of {} calls rejected, p99 {} us; recovered in {} ms", OUTAGE,
					burst.count(CallOutcome.CIRCUIT_OPEN), BURST, p99.toNanos() / 1000, recovery.toMillis());
			assertThat(p99).isLessThan(Duration.ofMillis(50).plus(pauses.longest()));
			assertThat(recovery).isLessThan(Duration.ofSeconds(10));
			assertThat(this.traffic.count(null)).isPositive();
		}
	}

	/** Makes calls at a constant rate, independent of their outcomes. */
	private void keepCalling(TestEssClient client, Duration duration, boolean manually) throws InterruptedException {
		long calls = duration.dividedBy(BETWEEN_CALLS);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (long call = 0; call < calls; call++) {
				if (manually) {
					this.manual.advance(BETWEEN_CALLS);
					this.traffic.call(client, now());
				}
				else {
					assertThat(new CountDownLatch(1).await(BETWEEN_CALLS.toNanos(), TimeUnit.NANOSECONDS)).isFalse();
					callers.execute(() -> this.traffic.call(client, System.nanoTime()));
				}
			}
		}
	}

	private Duration untilTheLastFailure(long returned) {
		return Duration.ofNanos(Math.max(0, this.traffic.lastFailure() - returned));
	}

	private long now() {
		return this.ticker.nanoTime().getAsLong();
	}

	/** State of ESS. */
	private enum State {

		UP, REFUSING, SILENT

	}

}
