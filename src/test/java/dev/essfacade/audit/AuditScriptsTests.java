package dev.essfacade.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the scripts of {@code docs/operations/scripts} with bash and jq. The records come
 * from sample files, from the test, or from a service. The last line of the sample
 * {@code audit.jsonl} is incomplete.
 */
@Tag("containers")
class AuditScriptsTests {

	private static final Path SCRIPTS = Path.of("docs/operations/scripts");

	private static final Path SAMPLES = Path.of("src/test/resources/dev/essfacade/audit");

	private static final String ROTATED = SAMPLES.resolve("audit.jsonl.1").toString();

	private static final String CURRENT = SAMPLES.resolve("audit.jsonl").toString();

	/** A sample with a write of an operation that the scripts do not know. */
	private static final String UNKNOWN_ACTION = SAMPLES.resolve("unknown-action.jsonl").toString();

	private static final String GROUP = "cn-hangzhou\tasg-bp18p2yfxow2dloq\t";

	/** All requests have the same client token, and ESS executed only one of them. */
	@Test
	void aWriteThatWasExecutedCountsMoreThanOthersUnderItsToken(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:05", "tx-2", "asg-1", "lb-b=7"), outcome("tx-2", "ok"),
				intent("09:02:00", "tx-1", "asg-1", "lb-a=100"), outcome("tx-1", "client_error"),
				intent("09:02:09", "tx-3", "asg-2", "lb-c=1"), outcome("tx-3", "client_error"));

		assertThat(script("detached.sh", file).lines())
			.containsExactly("2026-11-24T09:02:05Z\t\tcn-hangzhou\tasg-1\tK\tlb-b");
		assertThat(script("repeat-request.sh", "K", file).lines().getLast()).contains("[\"lb-b\"]");
		assertThat(script("aliyun-command.sh", "K", file).lines().getFirst()).contains(" --LoadBalancer.1 'lb-b' ");
		assertThat(script("undo-command.sh", "K", file).lines().getFirst()).contains("\"weight\":7");
		assertThat(script("did-it-happen.sh", "r-tx-1", file).lines()).contains(
				"executed   under the same token, with other targets or parameters, 2026-11-24T09:02:05Z for unknown");
	}

	@Test
	void aWriteThatMayHaveBeenExecutedCountsMoreThanADeclinedOne(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:00", "tx-1", "asg-1", "lb-a=100"), outcome("tx-1", "outcome_unknown"),
				intent("09:02:05", "tx-2", "asg-1", "lb-b=7"), intent("09:02:06", "tx-3", "asg-1", "lb-c=1"),
				outcome("tx-3", "throttled"));

		assertThat(script("unknown-outcomes.sh", file).lines()).singleElement().asString().contains("r-tx-2\tlb-b");
		assertThat(script("repeat-request.sh", "K", file).lines().getLast()).contains("[\"lb-b\"]");
		assertThat(script("undo-command.sh", "K", file).lines().getFirst()).contains("\"weight\":7");
		assertThat(script("detached.sh", file).lines()).isEmpty();
	}

	@Test
	void theLastOfDeclinedWritesIsRepeatedAndNoneIsUndone(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:05.5", "tx-2", "asg-1", "lb-b=7"), outcome("tx-2", "client_error"),
				intent("09:02:05", "tx-1", "asg-1", "lb-a=100"), outcome("tx-1", "client_error"));

		assertThat(script("repeat-request.sh", "K", file).lines().getLast()).contains("[\"lb-b\"]");
		assertThat(run(SCRIPTS.resolve("undo-command.sh").toString(), "K", file).exitCode()).isEqualTo(1);
	}

	/**
	 * The first request changed the group, so that the second request read a lower
	 * weight.
	 */
	@Test
	void undoAttachesWhatTheFirstOfEqualRequestsHasRead(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:00", "tx-1", "asg-1", "lb-a=100"), outcome("tx-1", "outcome_unknown"),
				intent("09:03:00", "tx-2", "asg-1", "lb-a=1"), outcome("tx-2", "ok"));

		assertThat(script("undo-command.sh", "K", file).lines().getFirst()).contains("\"weight\":100", "undo-tx-1");
	}

	@Test
	void aDenialHasNoParametersToCompare(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:00", "tx-1", "asg-1", "lb-a=100"), outcome("tx-1", "ok"),
				denial("09:03:00", "tx-2", "lb-a"));

		assertThat(script("did-it-happen.sh", "r-tx-2", file).lines()).contains("verdict    Nothing was sent to ESS.",
				"executed   under the same token, 2026-11-24T09:02:00Z for unknown");
	}

	/**
	 * Two requests can have one correlation ID: callers choose it, and gateways keep it
	 * in a retry.
	 */
	@Test
	void anExecutedWriteCountsMoreThanADenialWithItsCorrelationId(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:00", "tx-1", "asg-1", "lb-a=100"), outcome("tx-1", "ok"),
				denial("09:03:00", "tx-2", "lb-a").replace("r-tx-2", "r-tx-1"));

		assertThat(script("did-it-happen.sh", "r-tx-1", file).lines()).contains("outcome    ok ",
				"verdict    ESS executed the write.");
	}

	@Test
	void anOutcomeFollowsItsIntentAlsoWithinOneSecond(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:10:00", "tx-1", "asg-1", "lb-a=100"),
				outcome("tx-1", "ok").replace("09:10:00Z", "09:10:00.5Z"));

		assertThat(script("did-it-happen.sh", "r-tx-1", file).lines()).contains("outcome    ok ");
	}

	@Test
	void aTokenOfSeveralScalingGroupsIsAnError(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:05", "tx-1", "asg-1", "lb-a=7"), outcome("tx-1", "ok"),
				intent("09:02:06", "tx-2", "asg-2", "lb-a=9"));

		for (String script : List.of("undo-command.sh", "repeat-request.sh", "aliyun-command.sh")) {
			assertThat(run(SCRIPTS.resolve(script).toString(), "K", file))
				.isEqualTo(new Result(1, List.of("The client token K was used for several scaling groups")));
		}
	}

	@Test
	void aWriteWhoseIntentIsInAnotherFileIsNotUnknown(@TempDir Path folder) throws Exception {
		String file = write(folder, intent("09:02:00", "tx-1", "asg-1", "lb-a=100"), outcome("tx-2", "ok"));

		assertThat(script("unknown-outcomes.sh", file).lines()).isEmpty();
		assertThat(run(SCRIPTS.resolve("repeat-request.sh").toString(), "K", file))
			.isEqualTo(new Result(1, List.of("No intent with the client token K")));
	}

	private static String write(Path folder, String... records) throws IOException {
		return Files.writeString(folder.resolve("audit.jsonl"), String.join("", records)).toString();
	}

	/**
	 * Returns the intent of a detach. {@code attached} is the target with its weight,
	 * such as {@code lb-a=100}.
	 */
	private static String intent(String time, String transaction, String group, String attached) {
		return record(transaction, time,
				"""
						"record": "intent", "scaling_group": "%s", "targets": ["%s"], "attached": ["%s"], "force": false, "details": []"""
					.formatted(group, attached.substring(0, attached.indexOf('=')), attached));
	}

	private static String outcome(String transaction, String outcome) {
		return record(transaction, "09:10:00", """
				"record": "outcome", "scaling_group": "asg-1", "targets": [], "force": false, "outcome": "%s\""""
			.formatted(outcome));
	}

	private static String denial(String time, String transaction, String target) {
		return record(transaction, time, """
				"record": "denial", "scaling_group": "asg-1", "targets": ["%s"], "force": false, "code": "read-only\""""
			.formatted(target));
	}

	private static String record(String transaction, String time, String fields) {
		return """
				{"@timestamp": "2026-11-24T%sZ", "transaction": {"id": "%s"}, "http": {"request": {"id": "r-%s"}}, \
				"cloud": {"region": "cn-hangzhou"}, "event": {"action": "DetachLoadBalancers"}, \
				"essfacade": {"client_token": "K", %s}}
				""".formatted(time, transaction, transaction, fields);
	}

	@Test
	void everyScriptIsValidBash() throws Exception {
		try (Stream<Path> scripts = Files.list(SCRIPTS)) {
			List<Path> all = scripts.filter((path) -> path.toString().endsWith(".sh")).toList();

			assertThat(all).isNotEmpty();
			for (Path script : all) {
				assertThat(run("bash", "-n", script.toString()).exitCode()).as(script.toString()).isZero();
			}
		}
	}

	@Test
	void detachedListsEachTargetOfAnExecutedWrite() throws Exception {
		List<String> expected = List.of("2026-11-24T09:00:00Z\talice\t" + GROUP + "token-1\tsgp-a\t80",
				"2026-11-24T09:00:00Z\talice\t" + GROUP + "token-1\tsgp-b\t8080",
				"2026-11-24T09:01:00Z\tbob\t" + GROUP + "token-2\tlb-a",
				"2026-11-24T09:01:00Z\tbob\t" + GROUP + "token-2\tlb-b");

		assertThat(script("detached.sh", ROTATED, CURRENT).lines()).isEqualTo(expected);
		assertThat(script("detached.sh", CURRENT, ROTATED).lines()).isEqualTo(expected);
	}

	@Test
	void detachedListsTheKnownActionsAndFailsForAnother() throws Exception {
		Result result = run("bash", SCRIPTS.resolve("detached.sh").toString(), UNKNOWN_ACTION, ROTATED, CURRENT);

		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.lines()).hasSize(5)
			.contains("detached.sh does not know the action DetachOtherGroups")
			.noneMatch((line) -> line.contains("lb-v1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "repeat-request.sh", "undo-command.sh", "aliyun-command.sh" })
	void printsNoCommandForAnActionThatTheScriptDoesNotKnow(String script) throws Exception {
		String path = SCRIPTS.resolve(script).toString();

		assertThat(run("bash", path, "token-7", UNKNOWN_ACTION))
			.isEqualTo(new Result(1, List.of(script + " does not know the action DetachOtherGroups")));
		assertThat(run("sh", "-c", "bash \"$0\" \"$@\" 2> /dev/null", path, "token-7", UNKNOWN_ACTION))
			.as("standard output")
			.isEqualTo(new Result(1, List.of()));
	}

	@Test
	void unknownOutcomesListsWritesThatHaveNoLaterSuccess() throws Exception {
		assertThat(script("unknown-outcomes.sh", ROTATED, CURRENT).lines()).containsExactly(
				"2026-11-24T09:03:00Z\tdave\tDetachLoadBalancers\t" + GROUP
						+ "token-3\tforce=false\tr-tx-4\tlb-c\tAsync=false",
				"2026-11-24T09:05:00Z\terin\tDetachAlbServerGroups\t" + GROUP
						+ "token-4\tforce=false\tr-tx-6\tsgp-c\tAlbServerGroup.1.Port=443");
	}

	@Test
	void repeatRequestPrintsPathAndBodyOfAnAlbDetach() throws Exception {
		assertThat(script("repeat-request.sh", "token-1", CURRENT, ROTATED).lines()).containsExactly(
				"/api/v1/regions/cn-hangzhou/scaling-groups/asg-bp18p2yfxow2dloq/alb-server-groups/detach",
				"{\"forceDetach\":true,\"albServerGroups\":[{\"albServerGroupId\":\"sgp-a\",\"port\":80},"
						+ "{\"albServerGroupId\":\"sgp-b\",\"port\":8080}]}");
	}

	@Test
	void repeatRequestPrintsPathAndBodyOfAClbDetach() throws Exception {
		assertThat(script("repeat-request.sh", "token-2", CURRENT, ROTATED).lines()).containsExactly(
				"/api/v1/regions/cn-hangzhou/scaling-groups/asg-bp18p2yfxow2dloq/load-balancers/detach",
				"{\"forceDetach\":true,\"loadBalancers\":[\"lb-a\",\"lb-b\"],\"async\":true}");
	}

	@Test
	void repeatRequestFailsWithoutAnIntentOfTheToken() throws Exception {
		Result result = run("bash", SCRIPTS.resolve("repeat-request.sh").toString(), "token-6", CURRENT);

		assertThat(result).isEqualTo(new Result(1, List.of("No intent with the client token token-6")));
	}

	@Test
	void repeatRequestRepeatsAWriteOfARunningService(@TempDir Path folder) throws Exception {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		ess.add(TestGroups.group());
		String file = folder.resolve("audit.jsonl").toString();
		try (StartedFacade facade = StartedFacade.with("facade.audit.file=" + file)) {
			Answer first = facade.caller()
				.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Idempotency-Key", "change-1");
			List<String> request = script("repeat-request.sh", "change-1", file).lines();
			Answer second = facade.caller().post(request.getFirst(), request.getLast(), "Idempotency-Key", "change-1");

			assertThat(second.status()).isEqualTo(202);
			assertThat(second.field("scalingActivityId")).isEqualTo(first.field("scalingActivityId"));
			assertThat(ess.ledger()).hasSize(1);
		}
		assertThat(script("detached.sh", file).lines()).as("the first of both requests")
			.singleElement()
			.asString()
			.endsWith(GROUP + "change-1\tsgp-ddwb0y0g6y9bjm\t22");
		assertThat(script("unknown-outcomes.sh", file).lines()).isEmpty();
	}

	@Test
	void undoCommandAttachesWhatTheServiceDetached(@TempDir Path folder) throws Exception {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		ess.add(TestGroups.group().loadBalancer("lb-weighted", 30));
		String file = folder.resolve("audit.jsonl").toString();
		try (StartedFacade facade = StartedFacade.with("facade.audit.file=" + file)) {
			Caller caller = facade.caller();
			String before = caller.get(Caller.GROUP + "/attachments").mustHave("ETag");
			caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Idempotency-Key", "change-1");
			ess.clock().advance(Duration.ofMinutes(5));
			caller.post(Caller.CLB_DETACH,
					"{\"loadBalancers\": [\"lb-weighted\", \"lb-bp1u7etiogg38yvwz\"], \"async\": true}",
					"Idempotency-Key", "change-2");
			ess.clock().advance(Duration.ofMinutes(5));

			for (String token : List.of("change-1", "change-2", "change-2")) {
				List<String> command = script("undo-command.sh", token, file).lines();
				Result result = run("env", "FACADE_URL=" + caller.service(), "TOKEN=none", "NO_PROXY=127.0.0.1", "sh",
						"-c", command.getFirst());
				assertThat(result.lines().getFirst()).as("%s", result).contains("202");
				ess.clock().advance(Duration.ofMinutes(5));
			}

			assertThat(caller.get(Caller.GROUP + "/attachments").header("ETag")).isEqualTo(before);
			assertThat(ess.ledger()).as("the same command twice has one effect").hasSize(4);
			assertThat(script("repeat-request.sh", "change-2", file).lines().getLast()).isEqualTo(
					"{\"forceDetach\":false,\"loadBalancers\":[\"lb-weighted\",\"lb-bp1u7etiogg38yvwz\"],\"async\":true}");
		}
		assertThat(script("detached.sh", file).lines()).as("attaches are not listed").hasSize(3);
	}

	@Test
	void repeatRequestAndAliyunCommandRepeatAnAttach(@TempDir Path folder) throws Exception {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		ess.add(TestGroups.group());
		String file = folder.resolve("audit.jsonl").toString();
		try (StartedFacade facade = StartedFacade.with("facade.audit.file=" + file)) {
			facade.caller()
				.post(Caller.GROUP + "/load-balancers/attach",
						"""
								{"loadBalancers": [{"loadBalancerId": "lb-bare"}, {"loadBalancerId": "lb-weighted", "weight": 30}]}""",
						"Idempotency-Key", "change-1");
			facade.caller()
				.post(Caller.GROUP + "/alb-server-groups/attach", """
						{"albServerGroups": [{"albServerGroupId": "sgp-new", "port": 80, "weight": 0}]}""",
						"Idempotency-Key", "change-2");
			for (String token : List.of("change-1", "change-2")) {
				List<String> request = script("repeat-request.sh", token, file).lines();
				Answer repeated = facade.caller().post(request.getFirst(), request.getLast(), "Idempotency-Key", token);
				assertThat(repeated.status()).as("%s", request).isEqualTo(200);
			}
			assertThat(ess.ledger()).hasSize(2);
		}
		assertThat(script("aliyun-command.sh", "change-1", file).lines().getFirst()).contains(
				"--LoadBalancerConfig.1.LoadBalancerId 'lb-weighted' --LoadBalancer.1 'lb-bare'",
				"--LoadBalancerConfig.1.Weight '30'", "--ForceAttach 'false'");
	}

	@Test
	void undoCommandFailsWithoutARecordOfTheAttachments() throws Exception {
		Result result = run("bash", SCRIPTS.resolve("undo-command.sh").toString(), "token-1", CURRENT, ROTATED);

		assertThat(result).isEqualTo(new Result(1,
				List.of("No detach that may have been executed has recorded what was attached: client token token-1")));
	}

	private static Result script(String name, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("bash", SCRIPTS.resolve(name).toString()));
		command.addAll(List.of(arguments));
		Result result = run(command.toArray(String[]::new));
		assertThat(result.exitCode()).as("%s", result).isZero();
		return result;
	}

	private static Result run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Result(process.waitFor(), output.lines().toList());
	}

	record Result(int exitCode, List<String> lines) {
	}

}
