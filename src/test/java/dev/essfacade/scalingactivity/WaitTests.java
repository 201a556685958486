package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.ManualFacade;
import dev.essfacade.support.SimulatedEss;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code Prefer: wait} on an activity. */
class WaitTests {

	static final String STATES = """
			Successful, SUCCESSFUL
			Warning, WARNING
			Failed, FAILED
			Rejected, REJECTED
			""";

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	@RegisterExtension
	static final ManualFacade facade = ManualFacade.with("facade.max-watchers=40");

	private final EssSimulator ess = SimulatedEss.simulator();

	@ParameterizedTest
	@CsvSource(textBlock = STATES)
	void anActivityThatHasEndedIsReturnedAtOnce(String statusCode, String state) {
		String location = detach(statusCode);
		facade.pass(Duration.ofMinutes(2));
		Answer answer = wait(location, 50);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("state")).isEqualTo(state);
		assertThat(answer.header("Preference-Applied")).isEqualTo("wait=50");
		assertThat(answer.header("Retry-After")).isNull();
		assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-transform, private");
		assertThat(answer.http().headers().allValues("Vary")).anyMatch((vary) -> vary.contains("Prefer"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = STATES)
	void anActivityThatEndsDuringTheWaitEndsTheWait(String statusCode, String state) {
		String location = detach(statusCode);
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 50));
		facade.awaitPolls(1);
		facade.passHere(A_SECOND);
		facade.awaitPolls(2);
		assertThat(waiting).isNotDone();
		facade.endActivities();
		assertThat(waiting.join().field("state")).isEqualTo(state);
		assertThat(facade.polls()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource(textBlock = STATES)
	void anActivityThatEndsAfterTheWaitIsInProgressAtItsEnd(String statusCode, String state) {
		String location = detach(statusCode);
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 5));
		facade.awaitPolls(1);
		facade.passHere(Duration.ofMillis(4500));
		facade.awaitPolls(2);
		assertThat(waiting).isNotDone();
		facade.passHere(Duration.ofMillis(500)); // less than the pause between two polls
		Answer answer = waiting.join();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(answer.mustHave("Retry-After")).containsOnlyDigits();
		assertThat(answer.header("Preference-Applied")).isEqualTo("wait=5");
		facade.pass(Duration.ofMinutes(2));
		assertThat(facade.caller().get(location).field("state")).isEqualTo(state);
	}

	@Test
	void anUnknownStatusCodeEndsNoWaitAndKeepsItsText() {
		this.ess.nextActivity(ActivityOutcome.word("Paused"));
		String location = facade.detach();
		facade.pass(Duration.ofMinutes(2));
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 5));
		facade.awaitPolls(1);
		facade.passHere(A_SECOND);
		facade.awaitPolls(2);
		assertThat(waiting).isNotDone();
		facade.passHere(Duration.ofSeconds(5));
		assertThat(waiting.join().field("state")).isEqualTo("UNKNOWN");
		assertThat(waiting.join().field("statusCode")).isEqualTo("Paused");
	}

	@Test
	void allWaitersOfAnActivityShareItsPolls() {
		String location = facade.detach();
		List<CompletableFuture<Answer>> waiting = IntStream.range(0, 30)
			.mapToObj((_) -> facade.start((_) -> wait(location, 50)))
			.toList();
		facade.awaitWatchers(30);
		facade.awaitPolls(1);
		facade.endActivities();
		assertThat(waiting).allSatisfy((each) -> assertThat(each.join().field("state")).isEqualTo("SUCCESSFUL"));
		assertThat(facade.polls()).isEqualTo(2);
		facade.awaitWatchers(0);
	}

	@Test
	void plainPollsUseTheLastResponseForASecond() {
		String location = facade.detach();
		Answer first = facade.caller().get(location);
		assertThat(facade.caller().get(location).field("requestId")).isEqualTo(first.field("requestId"));
		assertThat(facade.polls()).isEqualTo(1);
		facade.passHere(A_SECOND);
		facade.caller().get(location);
		assertThat(facade.polls()).isEqualTo(2);
	}

	@Test
	void anEndedActivityIsNotReadAgain() {
		String location = facade.detach();
		facade.pass(Duration.ofMinutes(2));
		facade.caller().get(location);
		facade.passHere(Duration.ofHours(1));
		assertThat(facade.caller().get(location).field("state")).isEqualTo("SUCCESSFUL");
		assertThat(wait(location, 50).field("state")).isEqualTo("SUCCESSFUL");
		assertThat(facade.polls()).isEqualTo(1);
	}

	@Test
	void aWaitWithAnETagIsDecidedAtItsEnd() {
		String location = facade.detach();
		String tag = facade.caller().get(location).mustHave("ETag");
		CompletableFuture<Answer> unchanged = facade
			.start((caller) -> caller.get(location, "Prefer", "wait=3", "If-None-Match", tag));
		facade.awaitWatchers(1);
		facade.passHere(Duration.ofSeconds(3));
		assertThat(unchanged.join().status()).isEqualTo(304);
		assertThat(unchanged.join().header("Preference-Applied")).isEqualTo("wait=3");
		CompletableFuture<Answer> changed = facade
			.start((caller) -> caller.get(location, "Prefer", "wait=30", "If-None-Match", tag));
		facade.awaitWatchers(1);
		facade.endActivities();
		assertThat(changed.join().status()).isEqualTo(200);
	}

	@Test
	void anUnlistedActivityIsAwaitedForHalfAMinute() {
		String path = Caller.ACTIVITY + "?since=" + Instant.now().getEpochSecond();
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(path, 5));
		facade.awaitPolls(1);
		facade.passHere(Duration.ofMillis(4500));
		facade.awaitPolls(2);
		assertThat(waiting).isNotDone();
		facade.passHere(Duration.ofMillis(500));
		assertThat(waiting.join().field("state")).isEqualTo("IN_PROGRESS");
		facade.passHere(A_SECOND); // makes the next poll due
		assertThat(wait(Caller.ACTIVITY, 50).field("code")).isEqualTo("activity-not-found");
		facade.passHere(A_SECOND);
		assertThat(wait(Caller.ACTIVITY + "?since=" + (Instant.now().getEpochSecond() - 31), 50).status())
			.isEqualTo(404);
	}

	@Test
	void aFailedPollIsRepeatedBeforeItConcernsAnybody() {
		String location = facade.detach();
		this.ess.failNext("DescribeScalingActivities", Fault.serviceUnavailable());
		this.ess.failNext("DescribeScalingActivities", Fault.throttled());
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 50));
		for (int poll = 1; poll <= 3; poll++) {
			facade.awaitPolls(poll);
			assertThat(waiting).isNotDone();
			facade.passHere(Duration.ofSeconds(4));
		}
		facade.endActivities();
		assertThat(waiting.join().field("state")).isEqualTo("SUCCESSFUL");
	}

	@Test
	void waitersGetAFailureThatLastsAsLongAsADeadline() {
		String location = facade.detach();
		facade.failPolls(20);
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 50));
		facade.awaitPolls(1);
		facade.passHere(Duration.ofSeconds(25));
		Answer answer = waiting.join();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.field("code")).isEqualTo("upstream-unavailable");
		assertThat(answer.mustHave("Retry-After")).containsOnlyDigits();
	}

	@Test
	void aLongPauseThatEssAsksForFailsTheWait() {
		String location = facade.detach();
		this.ess.failNext("DescribeScalingActivities", Fault.throttled(Duration.ofMinutes(1)));
		Duration start = facade.passed();
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 50));
		assertThat(facade.passUntilDone(waiting).field("code")).isEqualTo("upstream-throttled");
		assertThat(facade.passed().minus(start)).isLessThan(Duration.ofMinutes(1));
	}

	@Test
	void aShortPauseThatEssAsksForFailsNoWait() {
		String location = facade.detach();
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 50));
		facade.awaitPolls(1);
		this.ess.failNext("DescribeScalingActivities", Fault.throttled(Duration.ofSeconds(10)));
		facade.passHere(Duration.ofSeconds(24));
		facade.awaitPolls(2);
		facade.passHere(Duration.ofSeconds(2));
		CompletableFuture<Answer> inThePause = facade.start((_) -> wait(location, 1));
		facade.awaitWatchers(2);
		facade.passHere(A_SECOND);
		assertThat(inThePause.join().status()).isEqualTo(200);
		facade.passHere(Duration.ofSeconds(10));
		facade.awaitPolls(3);
		facade.endActivities();
		assertThat(waiting.join().field("state")).isEqualTo("SUCCESSFUL");
	}

	@Test
	void anIdThatEssDeclinesDoesNotConcealOtherActivities() {
		String location = facade.detach();
		CompletableFuture<Answer> waiting = facade.start((_) -> wait(location, 50));
		facade.awaitPolls(1);
		CompletableFuture<Answer> declined = facade
			.start((_) -> wait(Caller.ACTIVITY + "?since=" + Instant.now().getEpochSecond(), 50));
		facade.awaitWatchers(2);
		this.ess.failNext("DescribeScalingActivities", Fault.error(400, "InvalidParameter", "both"));
		this.ess.failNext("DescribeScalingActivities", Fault.error(400, "InvalidParameter", "one"));
		facade.passHere(A_SECOND);
		facade.awaitPolls(2);
		facade.passHere(A_SECOND);
		facade.awaitPolls(3);
		assertThat(CompletableFuture.anyOf(waiting, declined).join()).isInstanceOfSatisfying(Answer.class,
				(first) -> assertThat(first.field("code")).isEqualTo("upstream-rejected"));
		facade.endActivities();
		assertThat(facade.passUntilDone(waiting.isDone() ? declined : waiting).status()).as("the other one")
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait=0", "wait=-1", "wait", "wait=soon", "respond-async", "wait=\"", "waiting=5",
			"x=\"a, wait=5\"", "" })
	void aPreferenceThatIsNoWaitIsIgnored(String preference) {
		Answer answer = facade.caller().get(facade.detach(), "Prefer", preference);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Preference-Applied")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			wait=7 | wait=7
			WAIT = 7 | wait=7
			wait="7" | wait=7
			respond-async, wait=7; x=1 | wait=7
			wait=7, wait=9 | wait=7
			wait=x, wait=7 | wait=7
			foo="a, b", wait=7 | wait=7
			wait=51 | wait=50
			wait=99999999999999999999 | wait=50
			""")
	void theFirstWaitCountsUpToTheLimit(String preference, String applied) {
		String location = detach("Successful");
		facade.pass(Duration.ofMinutes(2));
		Answer answer = facade.caller().get(location, "Prefer", preference);
		assertThat(answer.header("Preference-Applied")).isEqualTo(applied);
	}

	@Test
	void rejectsMoreWatchersThanTheLimit() {
		String location = facade.detach();
		List<CompletableFuture<Answer>> waiting = IntStream.range(0, 40)
			.mapToObj((_) -> facade.start((_) -> wait(location, 50)))
			.toList();
		facade.awaitWatchers(40);
		Answer rejected = wait(location, 50);
		assertThat(rejected.status()).isEqualTo(503);
		assertThat(rejected.field("code")).isEqualTo("overloaded");
		assertThat(rejected.mustHave("Retry-After")).containsOnlyDigits();
		assertThat(facade.caller().get(location).status()).as("a poll").isEqualTo(200);
		facade.endActivities();
		assertThat(waiting).allSatisfy((each) -> assertThat(each.join().field("state")).isEqualTo("SUCCESSFUL"));
		facade.awaitWatchers(0);
		assertThat(wait(location, 50).status()).isEqualTo(200);
	}

	private static Answer wait(String location, int seconds) {
		return facade.caller().get(location, "Prefer", "wait=" + seconds);
	}

	private String detach(String statusCode) {
		this.ess.nextActivity(ActivityOutcome.word(statusCode));
		return Objects.requireNonNull(facade.detach());
	}

}
