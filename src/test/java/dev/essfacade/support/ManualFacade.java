package dev.essfacade.support;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.essfacade.ess.resilience.ManualTicker;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.scalingactivity.FreshActivities;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.support.GenericApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * A service whose time passes only when a test advances it. As a registered extension, it
 * is reset before each test and closed after the last one.
 */
public final class ManualFacade implements BeforeEachCallback, AfterAllCallback, AutoCloseable {

	private static final Duration A_MINUTE = Duration.ofMinutes(1);

	private final EssSimulator ess = SimulatedEss.simulator();

	private final ManualTicker time = new ManualTicker();

	private final StartedFacade facade;

	private double earlierPolls;

	private ManualFacade(String... settings) {
		this.facade = StartedFacade.with(this::replaceTicker, settings);
	}

	/** Starts the service with more settings. */
	public static ManualFacade with(String... settings) {
		return new ManualFacade(settings);
	}

	private void replaceTicker(GenericApplicationContext context) {
		context.removeBeanDefinition("leapingTicker");
		context.registerBean("manualTicker", Ticker.class, this.time::ticker, (bean) -> bean.setPrimary(true));
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		reset();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		close();
	}

	/** Starts a test with one group and no cached activity. */
	public void reset() {
		this.ess.reset();
		await().pollInterval(Duration.ofMillis(10)).atMost(A_MINUTE).until(() -> {
			passHere(A_MINUTE); // ends the watches of earlier tests
			return watchers() == 0 && FreshActivities.isIdle(this.facade.context());
		});
		passHere(A_MINUTE); // makes the next poll due
		this.ess.reset(); // removes the polls of earlier tests
		this.ess.add(TestGroups.group());
		FreshActivities.in(this.facade.context());
		this.earlierPolls = meter("facade.polls").functionCounter().count();
	}

	/** Returns the service. */
	public StartedFacade started() {
		return this.facade;
	}

	/** Returns a caller of the service. */
	public Caller caller() {
		return this.facade.caller();
	}

	/** Starts a forced detach and returns the path of its activity. */
	public String detach() {
		return caller().post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH).mustHave("Location");
	}

	/** Makes a request in another thread. */
	public <T> CompletableFuture<T> start(Function<Caller, T> request) {
		return CompletableFuture.supplyAsync(() -> request.apply(caller()), Thread::startVirtualThread);
	}

	/** Lets time pass in the service, and in ESS. */
	public void pass(Duration duration) {
		this.ess.clock().advance(duration);
		this.time.advance(duration);
	}

	/** Lets time pass in the service alone. */
	public void passHere(Duration duration) {
		this.time.advance(duration);
	}

	/** Returns how much time has passed in the service. */
	public Duration passed() {
		return this.time.passed();
	}

	/** Lets time pass in the service alone until a request has its response. */
	public <T> T passUntilDone(CompletableFuture<T> request) {
		await().pollInterval(Duration.ofMillis(50)).atMost(A_MINUTE).until(() -> {
			passHere(Duration.ofMillis(250)); // makes the next poll due
			return request.isDone();
		});
		return request.join();
	}

	/** Ends all activities of ESS, and makes the next poll due. */
	public void endActivities() {
		this.ess.clock().advance(Duration.ofMinutes(2));
		passHere(Duration.ofSeconds(1));
	}

	/** Waits until the poller has processed the responses of this many polls. */
	public void awaitPolls(int number) {
		await().pollInterval(Duration.ofMillis(10))
			.atMost(A_MINUTE)
			.until(() -> meter("facade.polls").functionCounter().count() - this.earlierPolls >= number);
	}

	/** Makes ESS return 503 for the next requests for activities. */
	public void failPolls(int number) {
		for (int i = 0; i < number; i++) {
			this.ess.failNext("DescribeScalingActivities", Fault.serviceUnavailable());
		}
	}

	/** Returns how many requests for activities ESS has received. */
	public long polls() {
		return this.ess.received().stream().filter((request) -> isPoll(request.action())).count();
	}

	private static boolean isPoll(String action) {
		return action.equals("DescribeScalingActivities");
	}

	/** Waits until this many requests watch an activity. */
	public void awaitWatchers(int number) {
		await().pollInterval(Duration.ofMillis(10)).atMost(A_MINUTE).until(() -> watchers() == number);
	}

	/** Returns how many requests watch an activity. */
	public double watchers() {
		return meter("facade.watchers").gauge().value();
	}

	private RequiredSearch meter(String name) {
		return this.facade.context().getBean(MeterRegistry.class).get(name).tag("region", "cn-hangzhou");
	}

	@Override
	public void close() {
		this.facade.close();
	}

}
