package dev.essfacade.scalingactivity;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.EventClient;
import dev.essfacade.support.EventClient.Event;
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

/** {@code Accept: text/event-stream} on an activity. */
class StreamTests {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	@RegisterExtension
	static final ManualFacade facade = ManualFacade.with("facade.max-watchers=8");

	private final EssSimulator ess = SimulatedEss.simulator();

	@ParameterizedTest
	@CsvSource(textBlock = WaitTests.STATES)
	void aStreamOfAnEndedActivityHasOneEvent(String statusCode, String state) throws IOException {
		String location = detach(statusCode);
		facade.endActivities();
		try (EventClient stream = open(location)) {
			assertThat(stream.mustFollow().field("state")).isEqualTo(state);
			assertThat(stream.next()).isNull();
		}
		assertThat(facade.watchers()).isZero();
	}

	@ParameterizedTest
	@CsvSource(textBlock = WaitTests.STATES)
	void anEndDuringTheStreamIsItsLastEvent(String statusCode, String state) throws IOException {
		String location = detach(statusCode);
		try (EventClient stream = open(location)) {
			assertThat(stream.mustFollow().field("state")).isEqualTo("IN_PROGRESS");
			facade.endActivities();
			assertThat(stream.mustFollow().field("state")).isEqualTo(state);
			assertThat(stream.next()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = WaitTests.STATES)
	void anEndAfterTheStreamIsTheFirstEventOfTheNextOne(String statusCode, String state) throws IOException {
		String location = detach(statusCode);
		Event before;
		try (EventClient stream = open(location)) {
			before = stream.mustFollow();
			facade.passHere(Duration.ofMinutes(10));
			assertThat(stream.next()).as("a comment").matches((last) -> last == null || last.type().equals("comment"));
		}
		facade.endActivities();
		try (EventClient stream = resume(location, before.id())) {
			assertThat(message(stream).field("state")).isEqualTo(state);
			assertThat(stream.next()).isNull();
		}
	}

	@Test
	void anUnknownStatusCodeIsAnEventThatEndsNothing() throws IOException {
		String location = detach("Paused");
		try (EventClient stream = open(location)) {
			stream.mustFollow();
			facade.endActivities();
			Event unknown = stream.mustFollow();
			assertThat(unknown.field("state")).isEqualTo("UNKNOWN");
			assertThat(unknown.field("statusCode")).isEqualTo("Paused");
			facade.passHere(Duration.ofSeconds(15));
			assertThat(stream.mustFollow().type()).isEqualTo("comment");
		}
	}

	@Test
	void theIdOfAnEventIsTheOpaquePartOfTheETag() throws IOException {
		String location = facade.detach();
		try (EventClient stream = open(location)) {
			Event first = stream.mustFollow();
			Answer poll = facade.caller().get(location);
			assertThat(poll.header("ETag")).isEqualTo("W/\"" + first.id() + '"');
			assertThat(first.json()).isEqualTo(poll.json());
			assertThat(first.type()).as("unnamed").isEqualTo("message");
		}
	}

	@Test
	void theHeadersKeepProxiesFromStoringAndBuffering() throws IOException {
		try (EventClient stream = open(facade.detach())) {
			assertThat(stream.status()).isEqualTo(200);
			assertThat(stream.mustHave("Content-Type")).isEqualTo("text/event-stream");
			assertThat(stream.mustHave("Cache-Control")).isEqualTo("no-cache, no-transform, private");
			assertThat(stream.mustHave("X-Accel-Buffering")).isEqualTo("no");
			assertThat(stream.mustHave("X-Request-Id")).isNotBlank();
		}
	}

	@Test
	void aCommentEvery15SecondsKeepsTheConnectionAlive() throws IOException {
		try (EventClient stream = open(facade.detach())) {
			stream.mustFollow();
			for (int comment = 0; comment < 3; comment++) {
				facade.passHere(Duration.ofSeconds(15));
				assertThat(stream.mustFollow()).isEqualTo(new Event("", "comment", ""));
			}
		}
	}

	@Test
	void aClientGetsEachChangeOnce() throws IOException {
		String location = detach("Successful");
		List<String> ids = new ArrayList<>();
		try (EventClient stream = open(location)) {
			ids.add(stream.mustFollow().id());
			for (int poll = 2; poll <= 4; poll++) {
				facade.passHere(A_SECOND);
				facade.awaitPolls(poll);
			}
			facade.endActivities();
			ids.add(stream.mustFollow().id());
			assertThat(stream.next()).isNull();
		}
		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void resumingWithTheCurrentStateSendsNoEventTwice() throws IOException {
		String location = facade.detach();
		Event current;
		try (EventClient stream = open(location)) {
			current = stream.mustFollow();
		}
		try (EventClient stream = resume(location, current.id())) {
			assertThat(stream.mustFollow().type()).isEqualTo("comment");
			facade.endActivities();
			Event end = stream.mustFollow();
			assertThat(end.field("state")).isEqualTo("SUCCESSFUL");
			assertThat(resume(location, end.id()).status()).isEqualTo(204);
		}
	}

	@Test
	void aStreamEndsAfterItsLongestDuration() throws IOException {
		try (EventClient stream = open(facade.detach())) {
			stream.mustFollow();
			facade.passHere(Duration.ofMinutes(10));
			assertThat(stream.mustFollow().type()).isEqualTo("comment");
			assertThat(stream.next()).isNull();
		}
		facade.awaitWatchers(0);
	}

	@Test
	void aFailureBeforeTheFirstEventIsAnOrdinaryProblem() throws IOException {
		try (EventClient stream = open(Caller.ACTIVITY)) {
			assertThat(stream.status()).isEqualTo(404);
			assertThat(stream.mustHave("Content-Type")).isEqualTo("application/problem+json");
		}
	}

	@Test
	void aFailureAfterTheFirstEventIsAnEvent() throws IOException {
		String location = facade.detach();
		try (EventClient stream = open(location)) {
			stream.mustFollow();
			IntStream.range(0, 20).forEach((_) -> this.ess.failNext(Fault.serviceUnavailable()));
			for (int poll = 2; poll <= 3; poll++) {
				facade.passHere(Duration.ofSeconds(14)); // twice 14 s exceed the deadline
															// of 25 s
				facade.awaitPolls(poll);
			}
			facade.passHere(Duration.ofSeconds(14));
			Event problem = message(stream);
			assertThat(problem.type()).isEqualTo("problem");
			assertThat(problem.id()).isEmpty();
			assertThat(problem.field("code")).isEqualTo("upstream-unavailable");
			assertThat(problem.field("correlationId")).isEqualTo(stream.mustHave("X-Request-Id"));
			assertThat(stream.next()).isNull();
		}
	}

	@Test
	void streamsAndWaitsShareTheLimitOfWatchers() throws IOException {
		String location = facade.detach();
		List<EventClient> streams = IntStream.range(0, 8).mapToObj((_) -> open(location)).toList();
		facade.awaitWatchers(8);
		try (EventClient rejected = open(location)) {
			assertThat(rejected.status()).isEqualTo(503);
			assertThat(rejected.mustHave("Retry-After")).containsOnlyDigits();
		}
		assertThat(facade.caller().get(location, "Prefer", "wait=5").field("code")).isEqualTo("overloaded");
		facade.endActivities();
		for (EventClient stream : streams) {
			stream.mustFollow();
			assertThat(stream.mustFollow().field("state")).isEqualTo("SUCCESSFUL");
		}
		facade.awaitWatchers(0);
	}

	@Test
	void aClientThatDisconnectsEndsItsOwnStreamOnly() throws IOException {
		String location = facade.detach();
		try (EventClient stays = open(location)) {
			try (EventClient leaves = open(location)) {
				leaves.mustFollow();
			}
			stays.mustFollow();
			for (int comment = 0; facade.watchers() > 1; comment++) {
				assertThat(comment).as("comments until the connection counts as closed").isLessThan(20);
				facade.passHere(Duration.ofSeconds(15));
				assertThat(stays.mustFollow().type()).isEqualTo("comment");
			}
			facade.endActivities();
			assertThat(stays.mustFollow().field("state")).isEqualTo("SUCCESSFUL");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json", "application/json, text/event-stream", "text/*;q=0.5, */*" })
	void aClientThatDoesNotPreferEventsGetsJson(String accept) {
		Answer answer = facade.caller().get(facade.detach(), "Accept", accept);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "text/event-stream, application/json;q=0.5", "text/*",
			"text/event-stream;charset=utf-8" })
	void aClientThatPrefersEventsGetsAStream(String accept) {
		String location = facade.detach();
		facade.endActivities();
		Answer answer = facade.caller().get(location, "Accept", accept);
		assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
	}

	@Test
	void headReturnsTheHeadersOfTheStreamAtOnce() {
		java.net.http.HttpRequest.Builder head = java.net.http.HttpRequest
			.newBuilder(facade.caller().service().resolve(facade.detach()))
			.HEAD();
		Answer answer = facade.caller().send(head, "Accept", "text/event-stream");
		assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
		assertThat(facade.polls()).isZero();
	}

	/** Skips comments. Their number depends on how long a poll of the simulator takes. */
	private static Event message(EventClient stream) {
		Event next = stream.mustFollow();
		while (next.type().equals("comment")) {
			facade.passHere(A_SECOND);
			next = stream.mustFollow();
		}
		return next;
	}

	private static EventClient open(String location) {
		return EventClient.open(facade.caller().service(), location);
	}

	private static EventClient resume(String location, String lastId) {
		return EventClient.resume(facade.caller().service(), location, lastId);
	}

	private String detach(String statusCode) {
		this.ess.nextActivity(ActivityOutcome.word(statusCode));
		return facade.detach();
	}

}
