package dev.essfacade.scalingactivity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.ess.EssProperties;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.EventClient;
import dev.essfacade.support.ManualFacade;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Rights, tokens and fair shares of callers that wait and stream. */
class WatchRightsTests {

	private static final String RULES = "protected-groups: []\nrules:\n" + rule("ann", "\"*\"", "asg-bp18p2yfxow2dloq")
			+ rule("bob", "DetachAlbServerGroups", "asg-bp18p2yfxow2dloq")
			+ rule("max", "DescribeScalingActivities", "asg-max");

	private static final TestIssuer ISSUER = new TestIssuer();

	@TempDir
	private static Path folder;

	private static Path rules;

	private static ManualFacade facade;

	@BeforeAll
	static void start() throws IOException {
		rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
		facade = ManualFacade.with("facade.security.mode=jwt", "facade.access.rules-file=" + rules,
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.uri(),
				"spring.security.oauth2.resourceserver.jwt.audiences=" + TestIssuer.AUDIENCE, "facade.max-watchers=16");
	}

	@AfterAll
	static void stop() {
		facade.close();
		ISSUER.close();
	}

	@BeforeEach
	void reset() {
		facade.reset();
	}

	@Test
	void aWriteWithoutTheRightToReadDoesNotWait() {
		Answer detach = facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Authorization", bearer("bob"), "Prefer", "wait=50");
		assertThat(detach.status()).isEqualTo(202);
		assertThat(detach.header("Preference-Applied")).isNull();
		assertThat(facade.polls()).isZero();
	}

	@Test
	void anActivityOfAnotherGroupIsNotFoundWithAndWithoutAWait() throws IOException {
		String location = detach().replaceAll("\\?.*", "");
		Answer waited = get(location, "max", "Prefer", "wait=50");
		assertThat(waited.status()).isEqualTo(404);
		assertThat(get(location, "max").status()).isEqualTo(404);
		facade.passHere(Duration.ofSeconds(1)); // makes the next poll due
		try (EventClient stream = stream(location, bearer("max"))) {
			assertThat(stream.status()).isEqualTo(404);
		}
		assertThat(get(location, "ann").status()).as("the owner").isEqualTo(200);
	}

	@Test
	void aWaitOnAnEndedActivityOfAnotherGroupEndsInTime() {
		String location = detach();
		facade.endActivities();
		assertThat(get(location, "ann", "Prefer", "wait=50").field("state")).isEqualTo("SUCCESSFUL");
		CompletableFuture<Answer> waiting = facade.start((_) -> get(location, "max", "Prefer", "wait=2"));
		facade.awaitWatchers(1);
		facade.passHere(Duration.ofSeconds(2));
		assertThat(waiting).succeedsWithin(Duration.ofMinutes(1))
			.satisfies((answer) -> assertThat(answer.field("state")).as("as of an unknown activity")
				.isEqualTo("IN_PROGRESS"));
		facade.awaitWatchers(0);
	}

	@Test
	void aCallerWithoutTheRightIsRejectedBeforeAnythingIsPolled() throws IOException {
		String location = detach();
		assertThat(get(location, "bob", "Prefer", "wait=50").status()).isEqualTo(403);
		try (EventClient stream = stream(location, bearer("bob"))) {
			assertThat(stream.status()).isEqualTo(403);
		}
		assertThat(get(Caller.GROUP + "/scaling-activities", "max").status()).isEqualTo(403);
		assertThat(facade.polls()).isZero();
	}

	@Test
	void aRightThatIsRevokedEndsTheStreamBeforeItsNextEvent() throws IOException {
		String location = detach().replaceAll("\\?.*", "");
		EventClient stream = stream(location, bearer("ann"));
		try (stream) {
			stream.mustFollow();
			replaceRules(RULES.replace("sub: ann", "sub: anna"), location, 403);
			facade.endActivities();
			EventClient.Event last = stream.mustFollow();
			assertThat(last.type()).isEqualTo("problem");
			assertThat(last.field("code")).isEqualTo("activity-not-found");
			assertThat(stream.next()).isNull();
		}
		finally {
			replaceRules(RULES, location, 200);
		}
	}

	@Test
	void aStreamEndsWhenItsTokenExpires() throws IOException {
		String token = ISSUER.token(Instant.now(),
				(claims) -> claims.subject("ann")
					.claim("scope", "ess.read")
					.expirationTime(Date.from(Instant.now().plusSeconds(120))));
		try (EventClient stream = stream(detach(), "Bearer " + token)) {
			stream.mustFollow();
			facade.passHere(Duration.ofSeconds(100));
			assertThat(stream.mustFollow().type()).isEqualTo("comment");
			facade.passHere(Duration.ofSeconds(20));
			EventClient.Event last = stream.next();
			assertThat(last == null || last.type().equals("comment")).isTrue();
			assertThat(last == null || stream.next() == null).isTrue();
		}
	}

	@Test
	void aWriteIsNotRepeatedAfterItsTokenExpires() {
		EssSimulator ess = SimulatedEss.simulator();
		Fault busy = Fault.error(400, "ScalingActivityInProgress", "The group is busy.");
		IntStream.range(0, 100).forEach((_) -> ess.failNext("DetachAlbServerGroups", busy));
		String token = ISSUER.token(Instant.now(),
				(claims) -> claims.subject("ann")
					.claim("scope", "ess.read ess.detach ess.detach.force")
					.expirationTime(Date.from(Instant.now().plusSeconds(20))));
		Answer rejected = facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Authorization", "Bearer " + token, "Prefer",
					"wait=50");
		assertThat(rejected.field("code")).isEqualTo("scaling-group-busy");
		assertThat(ess.received()).filteredOn((sent) -> sent.action().equals("DetachAlbServerGroups"))
			.as("one try every 2 s")
			.hasSizeBetween(5, 10);
	}

	@Test
	void anEndedActivityOfAnotherGroupLooksLikeAnUnknownId() {
		String location = detach();
		String unknown = location.replaceAll("asa-\\w+", "asa-unknown");
		facade.endActivities();
		assertThat(get(location, "ann").field("state")).isEqualTo("SUCCESSFUL");
		ObjectNode foreign = (ObjectNode) get(location, "max").json();
		foreign.put("scalingActivityId", "asa-unknown");
		assertThat(foreign).isEqualTo(get(unknown, "max").json());
	}

	@Test
	void aStreamShowsNoChangeOfAnActivityOfAnotherGroup() throws IOException {
		try (EventClient foreign = stream(detach(), bearer("max"))) {
			assertThat(foreign.mustFollow().field("state")).isEqualTo("IN_PROGRESS");
			facade.awaitPolls(1);
			facade.endActivities();
			facade.awaitPolls(2);
			facade.passHere(Duration.ofSeconds(15));
			assertThat(foreign.mustFollow().type()).as("the first heartbeat").isEqualTo("comment");
		}
	}

	@Test
	void aPollOfAnEndedActivityOfAnotherGroupFailsWithEss() {
		String location = detach().replaceAll("\\?.*", "");
		facade.endActivities();
		assertThat(get(location, "ann").field("state")).isEqualTo("SUCCESSFUL");
		facade.failPolls(10);
		assertThat(get(location, "max").field("code")).as("as of an unknown id").isEqualTo("upstream-unavailable");
		assertThat(get(location, "ann").field("state")).as("of the owner").isEqualTo("SUCCESSFUL");
	}

	@Test
	void aWaitOnAnEndedActivityOfAnotherGroupFailsWithEss() {
		String location = detach();
		facade.endActivities();
		assertThat(get(location, "ann", "Prefer", "wait=50").field("state")).isEqualTo("SUCCESSFUL");
		facade.failPolls(100);
		CompletableFuture<Answer> waiting = facade.start((_) -> get(location, "max", "Prefer", "wait=50"));
		assertThat(facade.passUntilDone(waiting).field("code")).as("as of an unknown id")
			.isEqualTo("upstream-unavailable");
	}

	@Test
	void aPollInFlightForOneTeamIsNoResponseForAnother() {
		String location = detach().replaceAll("\\?.*", "");
		CompletableFuture<Answer> own = facade.start((_) -> get(location, "ann", "Prefer", "wait=50"));
		facade.awaitPolls(1);
		CountDownLatch response = new CountDownLatch(1);
		SimulatedEss.simulator().failNext("DescribeScalingActivities", Fault.held(response));
		facade.passHere(Duration.ofSeconds(1));
		await().atMost(Duration.ofMinutes(1)).until(() -> facade.polls() == 2);
		CompletableFuture<Long> foreign = facade.start((_) -> {
			assertThat(get(location, "max", "Prefer", "wait=50").status()).isEqualTo(404);
			return facade.polls();
		});
		facade.awaitWatchers(2);
		response.countDown();
		facade.awaitPolls(2);
		assertThat(facade.passUntilDone(foreign)).as("polls until the response").isGreaterThanOrEqualTo(3);
		facade.endActivities();
		assertThat(own.join().field("state")).isEqualTo("SUCCESSFUL");
	}

	@Test
	void aPollThatEssDeclinesIsRepeatedForEachTeamAlone() {
		String location = detach().replaceAll("\\?.*", "");
		CompletableFuture<Answer> own = facade.start((_) -> get(location, "ann", "Prefer", "wait=50"));
		facade.awaitPolls(1);
		SimulatedEss.simulator().failNext("DescribeScalingActivities", Fault.error(400, "InvalidParameter", "No."));
		CompletableFuture<Answer> foreign = facade.start((_) -> get(location, "max", "Prefer", "wait=50"));
		facade.awaitWatchers(2);
		assertThat(facade.passUntilDone(foreign).status()).as("as of an unknown id").isEqualTo(404);
		facade.endActivities();
		assertThat(facade.passUntilDone(own).field("state")).isEqualTo("SUCCESSFUL");
	}

	@Test
	void aWaitFailsAfterTheSameTimeAlthoughAnotherTeamWaitsLonger() {
		String location = detach().replaceAll("\\?.*", "");
		facade.failPolls(100);
		CompletableFuture<Answer> own = facade.start((_) -> get(location, "ann", "Prefer", "wait=50"));
		facade.awaitPolls(1);
		Duration deadline = facade.started().context().getBean(EssProperties.class).deadline();
		facade.passHere(deadline.minusSeconds(1));
		Duration start = facade.passed();
		CompletableFuture<Duration> foreign = facade.start((_) -> {
			assertThat(get(location, "max", "Prefer", "wait=50").field("code")).isEqualTo("upstream-unavailable");
			return facade.passed();
		});
		facade.awaitWatchers(2);
		assertThat(facade.passUntilDone(own).field("code")).isEqualTo("upstream-unavailable");
		assertThat(facade.passUntilDone(foreign).minus(start)).isGreaterThanOrEqualTo(deadline);
	}

	@Test
	void oneCallerHasAQuarterOfTheWatchers() {
		String location = detach().replaceAll("\\?.*", "");
		List<CompletableFuture<Answer>> waiting = IntStream.range(0, 4)
			.mapToObj((_) -> facade.start((_) -> get(location, "ann", "Prefer", "wait=50")))
			.toList();
		facade.awaitWatchers(4);
		assertThat(get(location, "ann", "Prefer", "wait=50").field("code")).isEqualTo("overloaded");
		CompletableFuture<Answer> other = facade.start((_) -> get(location, "max", "Prefer", "wait=50"));
		assertThat(facade.passUntilDone(other).status()).as("of another caller").isEqualTo(404);
		facade.endActivities();
		assertThat(waiting).allSatisfy((each) -> assertThat(each.join().status()).isEqualTo(200));
	}

	private static String rule(String subject, String actions, String group) {
		return """
				  - name: %s
				    callers: {sub: %s}
				    actions: [%s]
				    regions: [cn-hangzhou]
				    scaling-groups: [%s]
				    targets: ["*"]
				    force: true
				""".formatted(subject, subject, actions, group);
	}

	private static void replaceRules(String text, String location, int status) throws IOException {
		Files.writeString(rules, text);
		await().atMost(Duration.ofMinutes(1)).until(() -> get(location, "ann").status() == status);
	}

	private static String detach() {
		return facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Authorization", bearer("ann"))
			.mustHave("Location");
	}

	private static Answer get(String path, String subject, String... headers) {
		return facade.caller()
			.get(path, Stream.concat(Stream.of("Authorization", bearer(subject)), Arrays.stream(headers))
				.toArray(String[]::new));
	}

	private static EventClient stream(String path, String authorization) {
		return EventClient.open(facade.caller().service(), path, "Authorization", authorization);
	}

	private static String bearer(String subject) {
		return "Bearer " + ISSUER.token(subject, "ess.read", "ess.detach", "ess.detach.force");
	}

}
