package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.support.ManualFacade;
import dev.essfacade.support.SimulatedEss;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Polls of one region: the order of the activities, and when a failed poll fails a
 * request.
 */
class RegionPollerTests {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final Duration A_MINUTE = Duration.ofMinutes(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@RegisterExtension
	static final ManualFacade facade = ManualFacade.with();

	private final EssSimulator ess = SimulatedEss.simulator();

	@Test
	void pollingContinuesAfterDefects() {
		with("cn-unknown", (poller) -> {
			poller.watch("asa-1", "ann", null);
			await().atMost(A_MINUTE).until(() -> {
				facade.passHere(A_SECOND);
				return poller.polls() == 10;
			});
		});
	}

	@Test
	void aWatchThatIsNotSharedIsPolledInItsOwnTurn() {
		with((poller) -> {
			List<Watch> watches = together(poller, () -> {
				poller.watch("asa-1", "ann", seen("asa-1"));
				watchMany(poller, "max", PollTurns.MAX_BATCH);
				return Stream.of(poller.watch("asa-1", "max", null));
			});
			assertPolledSecond(poller, watches);
		});
	}

	@Test
	void aCallerWithManyWatchesDelaysNoPollOfAnother() {
		with((poller) -> {
			List<Watch> watches = together(poller, () -> {
				watchMany(poller, "max", 3 * PollTurns.MAX_BATCH);
				return Stream.of(poller.watch("asa-1", "ann", null));
			});
			awaitPolls(poller, 1);
			assertThat(responses(watches)).isOne();
		});
	}

	@Test
	void activitiesThatManyCallersShareHaveTheTurnsOfAllOfThem() {
		with((poller) -> {
			List<Watch> watches = together(poller, () -> {
				watchMany(poller, "max", 3 * PollTurns.MAX_BATCH);
				return IntStream.range(0, PollTurns.MAX_BATCH)
					.boxed()
					.flatMap((i) -> Stream.of("ann", "bob", "eve")
						.map((caller) -> poller.watch("asa-" + i, caller, seen("asa-" + i))));
			});
			awaitPolls(poller, 1);
			assertThat(responses(watches)).isEqualTo(3L * 15);
		});
	}

	@Test
	void aCallerWaitsForOneTurnOfEachOther() {
		with((poller) -> {
			List<Watch> watches = together(poller, () -> {
				IntStream.range(0, PollTurns.MAX_BATCH).forEach((i) -> watchMany(poller, "max" + i, 3));
				return Stream.of(poller.watch("asa-1", "ann", null));
			});
			assertPolledSecond(poller, watches);
		});
	}

	@Test
	void pollsOfSingleActivitiesTakeTurnsToo() {
		with((poller) -> {
			this.ess.failNext("DescribeScalingActivities", Fault.error(400, "InvalidParameter", "all"));
			together(poller, () -> watchMany(poller, "max", PollTurns.MAX_BATCH));
			awaitPolls(poller, 1);
			facade.passHere(A_SECOND);
			awaitPolls(poller, 2);
			Watch late = poller.watch("asa-1", "ann", null);
			facade.passHere(A_SECOND);
			awaitPolls(poller, 3);
			facade.passHere(PollPace.SHORTEST);
			awaitPolls(poller, 4);
			assertThat(responses(List.of(late))).isOne();
		});
	}

	@Test
	void aFailedPollFailsNobodyWhileOthersSucceed() {
		with((poller) -> {
			Watch watch = poller.watch("asa-1", "ann", null);
			awaitPolls(poller, 1);
			for (int poll = 2; poll < 10; poll += 2) {
				facade.failPolls(1);
				facade.passHere(A_MINUTE); // while other activities are polled
				awaitPolls(poller, poll);
				assertThat(responses(List.of(watch))).isOne();
				facade.passHere(A_SECOND);
				awaitPolls(poller, poll + 1);
			}
		});
	}

	@Test
	void anOutageFailsAlsoThoseWhoseTurnDidNotCome() {
		with((poller) -> {
			facade.failPolls(1_000);
			List<Watch> watches = together(poller, () -> watchMany(poller, "max", 3 * PollTurns.MAX_BATCH));
			awaitPolls(poller, 1);
			assertThat(responses(watches)).isZero();
			facade.passHere(PATIENCE);
			assertAllFail(watches);
		});
	}

	@Test
	void aDeclinedPollDoesNotEndAnOutage() {
		with((poller) -> {
			facade.failPolls(1);
			this.ess.failNext("DescribeScalingActivities", Fault.error(400, "InvalidParameter", "both"));
			facade.failPolls(1_000);
			List<Watch> watches = together(poller, () -> watchMany(poller, "max", 2));
			awaitPolls(poller, 1);
			facade.passHere(A_SECOND);
			awaitPolls(poller, 2);
			facade.passHere(PATIENCE);
			assertAllFail(watches);
		});
	}

	@Test
	void manyFailuresInARowConcernAnActivityAlthoughOthersSucceed() {
		WatchedActivity activity = new WatchedActivity(new WatchedActivity.Key("asa-1", "ann"), 0, 0);
		IntStream.range(0, WatchedActivity.MAX_FAILURES - 1).forEach((_) -> activity.pollFailed());
		assertThat(activity.isFailing()).isFalse();
		activity.responded(seen("asa-1"));
		IntStream.range(0, WatchedActivity.MAX_FAILURES).forEach((_) -> {
			assertThat(activity.isFailing()).isFalse();
			activity.pollFailed();
		});
		assertThat(activity.isFailing()).isTrue();
	}

	/** Asserts that the only watch gets its response by the second poll. */
	private static void assertPolledSecond(RegionPoller poller, List<Watch> watches) {
		awaitPolls(poller, 1);
		assertThat(responses(watches)).isZero();
		facade.passHere(PollPace.SHORTEST);
		awaitPolls(poller, 2);
		assertThat(responses(watches)).isOne();
	}

	private static void assertAllFail(List<Watch> watches) {
		watches.forEach((watch) -> assertThatExceptionOfType(EssException.class)
			.isThrownBy(() -> watch.await((_) -> false, ticker().in(A_MINUTE))));
	}

	private static void with(Consumer<RegionPoller> test) {
		with("cn-hangzhou", test);
	}

	/** Runs a test with a poller of its own. */
	private static void with(String regionId, Consumer<RegionPoller> test) {
		ApplicationContext context = facade.started().context();
		try (SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler()) {
			test.accept(new RegionPoller(regionId, context.getBean(EssClient.class),
					context.getBean(ActivityCache.class), ticker(), scheduler, PATIENCE));
		}
	}

	/** Holds the poller's lock, so that no poll starts before the last watch is added. */
	private static List<Watch> together(RegionPoller poller, Supplier<Stream<Watch>> watches) {
		synchronized (poller) {
			return watches.get().toList();
		}
	}

	private static Stream<Watch> watchMany(RegionPoller poller, String caller, int number) {
		return IntStream.range(0, number)
			.mapToObj((i) -> poller.watch("asa-" + caller + "-" + i, caller, null))
			.toList()
			.stream();
	}

	private static Ticker ticker() {
		return facade.started().context().getBean("manualTicker", Ticker.class);
	}

	private static void awaitPolls(RegionPoller poller, int number) {
		await().pollInterval(Duration.ofMillis(10)).atMost(A_MINUTE).until(() -> poller.polls() == number);
	}

	private static ActivitySnapshot seen(String id) {
		return new ActivitySnapshot(ScalingActivity.notListedYet("cn-hangzhou", id), ticker().nanos());
	}

	/**
	 * Returns how many watches have a response of ESS. ESS lists none of their
	 * activities.
	 */
	private static long responses(List<Watch> watches) {
		return watches.stream()
			.map(RegionPollerTests::latest)
			.filter((latest) -> latest != null && !latest.isListed())
			.count();
	}

	private static @Nullable ActivitySnapshot latest(Watch watch) {
		return watch.await((_) -> true, ticker().in(Duration.ZERO));
	}

}
