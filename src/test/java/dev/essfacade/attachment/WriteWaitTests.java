package dev.essfacade.attachment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.ManualFacade;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code Prefer: wait} on writes. */
class WriteWaitTests {

	private static final String CLB_ASYNC = """
			{"loadBalancers": ["lb-bp1u7etiogg38yvwz"], "async": true}""";

	@RegisterExtension
	static final ManualFacade facade = ManualFacade.with("facade.max-watchers=2");

	private final EssSimulator ess = SimulatedEss.simulator();

	@Test
	void aDetachWhoseActivityEndsDuringTheWaitIsDetached() {
		CompletableFuture<Answer> waiting = start(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		facade.awaitPolls(1);
		assertThat(waiting).isNotDone();
		facade.endActivities();
		Answer detached = waiting.join();
		assertThat(detached.status()).isEqualTo(200);
		assertThat(detached.field("state")).isEqualTo("DETACHED");
		assertThat(detached.header("Preference-Applied")).isEqualTo("wait=50");
		assertThat(detached.json().at("/scalingActivity/state").stringValue()).isEqualTo("SUCCESSFUL");
		assertThat(detached.field("scalingActivityUrl")).startsWith(Caller.REGION + "/scaling-activities/asa-");
		assertThat(detached.header("Location")).isNull();
		assertThat(detached.json().at("/undo/method").stringValue()).isEqualTo("POST");
	}

	@Test
	void aPartialSuccessNamesTheFailedInstances() {
		this.ess.nextActivity(ActivityOutcome.warning("i-bp1abc"));
		CompletableFuture<Answer> waiting = start(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		facade.awaitPolls(1);
		facade.endActivities();
		Answer partial = waiting.join();
		assertThat(partial.status()).isEqualTo(200);
		assertThat(partial.field("state")).isEqualTo("PARTIALLY_DETACHED");
		assertThat(partial.json().at("/scalingActivity/errors/0/failedInstanceIds/0").stringValue())
			.isEqualTo("i-bp1abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Failed", "Rejected" })
	void anActivityThatFailedIsAProblem(String statusCode) {
		this.ess.nextActivity(ActivityOutcome.word(statusCode));
		CompletableFuture<Answer> waiting = start(Caller.CLB_DETACH, CLB_ASYNC);
		facade.awaitPolls(1);
		facade.endActivities();
		Answer failed = waiting.join();
		assertThat(failed.status()).isEqualTo(409);
		assertThat(failed.field("code")).isEqualTo("activity-failed");
		assertThat(failed.json().path("retryable").booleanValue()).isFalse();
		assertThat(failed.json().at("/scalingActivity/statusCode").stringValue()).isEqualTo(statusCode);
		assertThat(failed.field("clientToken")).isEqualTo("key-1");
		assertThat(failed.header("Preference-Applied")).isEqualTo("wait=50");
	}

	@Test
	void anActivityThatOutlastsTheWaitIsInProgress() {
		CompletableFuture<Answer> waiting = start(Caller.CLB_DETACH, CLB_ASYNC);
		facade.awaitPolls(1);
		facade.passHere(Duration.ofSeconds(50));
		Answer running = waiting.join();
		assertThat(running.status()).isEqualTo(202);
		assertThat(running.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(running.mustHave("Location")).isEqualTo(running.field("scalingActivityUrl"));
		assertThat(running.mustHave("Retry-After")).containsOnlyDigits();
		assertThat(running.json().at("/scalingActivity/state").stringValue()).isEqualTo("IN_PROGRESS");
	}

	@Test
	void aDetachWithoutAnActivityIgnoresThePreference() {
		Answer plain = post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(plain.status()).isEqualTo(200);
		assertThat(plain.header("Preference-Applied")).isNull();
		assertThat(facade.polls()).isZero();
	}

	@Test
	void aPreviewIgnoresThePreference() {
		Answer preview = post(Caller.ALB_DETACH + "?validateOnly=true", TestGroups.FORCED_ALB_DETACH);
		assertThat(preview.field("state")).isEqualTo("VALIDATED");
		assertThat(preview.header("Preference-Applied")).isNull();
		assertThat(this.ess.ledger()).isEmpty();
	}

	@Test
	void anAttachWaitsForItsActivityAsADetachDoes() {
		facade.caller().post(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
		CompletableFuture<Answer> waiting = start(Caller.GROUP + "/load-balancers/attach",
				"{\"loadBalancers\": [{\"loadBalancerId\": \"lb-bp1u7etiogg38yvwz\"}], \"async\": true}");
		facade.awaitPolls(1);
		facade.endActivities();
		assertThat(waiting.join().field("state")).isEqualTo("ATTACHED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ScalingActivityInProgress", "InvalidOperation.Conflict" })
	void repeatsTheWriteWhileAnotherActivityRuns(String code) {
		busy(code, 3);
		CompletableFuture<Answer> waiting = start(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		facade.awaitPolls(1);
		facade.endActivities();
		assertThat(waiting.join().field("state")).isEqualTo("DETACHED");
		assertThat(writes()).as("complete writes with one key").hasSize(4).containsOnly("key-1");
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void aGroupThatStaysBusyIsAProblemAtTheEndOfTheWait() {
		busy("ScalingActivityInProgress", 100);
		Answer rejected = post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		assertThat(rejected.status()).isEqualTo(409);
		assertThat(rejected.field("code")).isEqualTo("scaling-group-busy");
		assertThat(rejected.header("Preference-Applied")).isEqualTo("wait=50");
		assertThat(writes()).as("one at the start, then one every 2 s, the last before the end").hasSize(25);
	}

	@ParameterizedTest
	@ValueSource(strings = { "IncorrectScalingGroupStatus", "AlbServerGroup.NotAttached" })
	void doesNotRepeatAWriteThatFailsForAnotherReason(String code) {
		busy(code, 1);
		assertThat(post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH).status()).isEqualTo(409);
		assertThat(writes()).hasSize(1);
	}

	@Test
	void doesNotRepeatAWriteWithAnUnknownOutcome() {
		IntStream.range(0, 4).forEach((_) -> this.ess.failNext("DetachAlbServerGroups", Fault.serverError()));
		busy("ScalingActivityInProgress", 1);
		Answer unknown = post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		assertThat(unknown.field("code")).isEqualTo("outcome-unknown");
	}

	@Test
	void aFailureToReadTheActivityDoesNotFailTheWrite() {
		IntStream.range(0, 20)
			.forEach((_) -> this.ess.failNext("DescribeScalingActivities", Fault.serviceUnavailable()));
		CompletableFuture<Answer> waiting = start(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		facade.awaitPolls(1);
		facade.passHere(Duration.ofSeconds(25));
		assertThat(waiting.join().status()).isEqualTo(202);
		assertThat(waiting.join().json().has("scalingActivity")).isFalse();
	}

	@Test
	void aRepeatUnderTheSameKeyWaitsForTheSameActivity() {
		CompletableFuture<Answer> first = start(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		facade.awaitPolls(1);
		CompletableFuture<Answer> second = start(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		facade.awaitWatchers(2);
		facade.endActivities();
		assertThat(first.join().field("scalingActivityId")).isEqualTo(second.join().field("scalingActivityId"));
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void aWriteBeyondTheLimitOfWatchersIsNotSent() {
		String location = facade.detach();
		List<CompletableFuture<Answer>> others = IntStream.range(0, 2)
			.mapToObj((_) -> facade.start((caller) -> caller.get(location, "Prefer", "wait=50")))
			.toList();
		facade.awaitWatchers(2);
		Answer rejected = post(Caller.CLB_DETACH, CLB_ASYNC);
		assertThat(rejected.status()).isEqualTo(503);
		assertThat(rejected.field("code")).isEqualTo("overloaded");
		assertThat(rejected.field("clientToken")).isEqualTo("key-1");
		assertThat(this.ess.received()).noneMatch((sent) -> sent.action().equals("DetachLoadBalancers"));
		facade.endActivities();
		others.forEach(CompletableFuture::join);
	}

	@Test
	void aClientThatDisconnectsDoesNotCancelItsWrite() throws IOException {
		CountDownLatch held = new CountDownLatch(1);
		this.ess.failNext("DetachAlbServerGroups", Fault.held(held));
		byte[] body = TestGroups.FORCED_ALB_DETACH.getBytes(StandardCharsets.UTF_8);
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), facade.caller().service().getPort())) {
			client.getOutputStream()
				.write("""
						POST %s HTTP/1.1
						Host: localhost
						Prefer: wait=50
						Content-Type: application/json
						Content-Length: %d

						""".replace("\n", "\r\n")
					.formatted(Caller.ALB_DETACH, body.length)
					.getBytes(StandardCharsets.UTF_8));
			client.getOutputStream().write(body);
			await().atMost(Duration.ofMinutes(1)).until(() -> writes().size() == 1);
		}
		held.countDown();
		facade.awaitPolls(1);
		assertThat(this.ess.ledger()).hasSize(1);
		facade.endActivities();
		facade.awaitWatchers(0);
	}

	private void busy(String code, int times) {
		IntStream.range(0, times)
			.forEach((_) -> this.ess.failNext("DetachAlbServerGroups", Fault.error(400, code, "It declines.")));
	}

	private List<String> writes() {
		return this.ess.received()
			.stream()
			.filter((sent) -> sent.action().equals("DetachAlbServerGroups"))
			.map((sent) -> sent.parameters().getOrDefault("ClientToken", ""))
			.toList();
	}

	private static CompletableFuture<Answer> start(String path, String body) {
		return facade.start((_) -> post(path, body));
	}

	private static Answer post(String path, String body) {
		return facade.caller().post(path, body, "Prefer", "wait=50", "Idempotency-Key", "key-1");
	}

}
