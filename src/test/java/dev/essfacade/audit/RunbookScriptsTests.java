package dev.essfacade.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the scripts for the runbook's incidents with bash and jq, on sample records. */
@Tag("containers")
class RunbookScriptsTests {

	private static final Path SAMPLES = Path.of("src/test/resources/dev/essfacade/audit");

	private static final String[] FILES = { SAMPLES.resolve("audit.jsonl").toString(),
			SAMPLES.resolve("audit.jsonl.1").toString() };

	@ParameterizedTest
	@CsvSource({ "r-tx-1, ESS executed the write.", "r-tx-4, ESS may have executed the write.",
			"r-tx-6, The process ended before it could record the outcome. ESS may have executed the write.",
			"r-tx-7, ESS did not execute this request. An earlier request under the same token is not affected.",
			"r-tx-8, Nothing was sent to ESS." })
	void didItHappenGivesAVerdictForACorrelationId(String correlationId, String verdict) throws Exception {
		assertThat(run("", "did-it-happen.sh", correlationId, FILES)).contains("verdict    " + verdict);
	}

	@Test
	void didItHappenNamesTheWriteAndTheCommandsThatShowItsState() throws Exception {
		assertThat(run("", "did-it-happen.sh", "r-tx-1", FILES)).containsExactly(
				"caller     alice, 2026-11-24T09:00:00Z",
				"write      DetachAlbServerGroups in cn-hangzhou on asg-bp18p2yfxow2dloq",
				"targets    sgp-a sgp-b AlbServerGroup.1.Port=80 AlbServerGroup.2.Port=8080", "force      true",
				"token      token-1", "outcome    ok ", "activity   asa-bp161886830f9a64535b",
				"ESS id     C8C30482-9371-40E2-8AB6-6D1873A0E6E0", "verdict    ESS executed the write.",
				"aliyun ess DescribeScalingGroups --RegionId cn-hangzhou --ScalingGroupId.1 asg-bp18p2yfxow2dloq",
				"aliyun ess DescribeScalingActivities --RegionId cn-hangzhou --ScalingGroupId asg-bp18p2yfxow2dloq");
	}

	@Test
	void didItHappenNamesAWriteOfAnyAction() throws Exception {
		assertThat(run("", "did-it-happen.sh", "r-tx-11", SAMPLES.resolve("unknown-action.jsonl").toString())).contains(
				"write      DetachOtherGroups in cn-hangzhou on asg-bp18p2yfxow2dloq",
				"targets    lb-v1 OtherGroup.1.GroupId=rsp-1", "verdict    ESS executed the write.");
	}

	@Test
	void didItHappenFailsForAnUnknownCorrelationId() throws Exception {
		assertThat(run("", "did-it-happen.sh", "r-none", FILES))
			.containsExactly("No write with the correlation id r-none in these files");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					token-1|DetachAlbServerGroups|--AlbServerGroup.1.AlbServerGroupId 'sgp-a' --AlbServerGroup.2.AlbServerGroupId 'sgp-b' --AlbServerGroup.1.Port '80' --AlbServerGroup.2.Port '8080'
					token-2|DetachLoadBalancers|--LoadBalancer.1 'lb-a' --LoadBalancer.2 'lb-b' --Async 'true'
					""")
	void aliyunCommandRepeatsAWriteUnderItsToken(String token, String action, String parameters) throws Exception {
		assertThat(run("", "aliyun-command.sh", token, FILES)).containsExactly(
				"aliyun ess %s --RegionId cn-hangzhou --ScalingGroupId asg-bp18p2yfxow2dloq %s --ForceDetach 'true' --ClientToken '%s'"
					.formatted(action, parameters, token));
	}

	@Test
	void aliyunCommandFailsWithoutAnIntentOfTheToken() throws Exception {
		assertThat(run("", "aliyun-command.sh", "token-6", FILES))
			.containsExactly("No intent with the client token token-6");
	}

	/** The command has the parameters that ESS got from the service. */
	@Test
	void aliyunCommandHasTheParametersThatTheServiceSent(@TempDir Path folder) throws Exception {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		ess.add(TestGroups.group());
		String file = folder.resolve("audit.jsonl").toString();
		try (StartedFacade facade = StartedFacade.with("facade.audit.file=" + file)) {
			facade.caller().post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Idempotency-Key", "change-1");
		}
		String command = run("", "aliyun-command.sh", "change-1", file).getFirst();

		assertThat(ess.received().getLast().parameters()).containsEntry("AlbServerGroup.1.Port", "22")
			.containsEntry("ForceDetach", "true")
			.containsEntry("ClientToken", "change-1")
			.containsEntry("AlbServerGroup.1.AlbServerGroupId", "sgp-ddwb0y0g6y9bjm");
		assertThat(command).contains(" DetachAlbServerGroups ",
				"--AlbServerGroup.1.AlbServerGroupId 'sgp-ddwb0y0g6y9bjm'", "--AlbServerGroup.1.Port '22'",
				"--ForceDetach 'true'", "--ClientToken 'change-1'");
	}

	@Test
	void callersCountsCallsInPlainAndStructuredLogs() throws Exception {
		String log = """
				2026-11-27T02:00:38.222Z  INFO 1 --- [ess-facade] [omcat-handler-0] [r-1] [t-1] [alice] dev.essfacade.ess.EssClient              : DescribeScalingActivities of asa-1 in cn-hangzhou: ok after 1 attempts in 3 ms
				2026-11-27T02:00:39.222Z  WARN 1 --- [ess-facade] [omcat-handler-1] [r-2] [t-2] [alice] dev.essfacade.ess.EssClient              : DescribeScalingActivities of asa-1 in cn-hangzhou: throttled (Throttling) after 4 attempts in 3 ms
				2026-11-27T02:00:40.222Z  INFO 1 --- [ess-facade] [omcat-handler-2] [r-3] [t-3] [bob] d.e.web.problem.ProblemResponses         : Responded 429 upstream-throttled to GET /api
				{"@timestamp":"2026-11-27T02:00:41Z","message":"DetachLoadBalancers of asg-1 in cn-hangzhou: ok after 1 attempts in 3 ms","user":{"id":"bob"}}
				""";

		assertThat(run(log, "callers.sh", "")).map((line) -> line.strip().replaceAll("\\s+", " "))
			.containsExactly("2 alice DescribeScalingActivities", "1 bob DetachLoadBalancers");
	}

	private static List<String> run(String input, String script, String argument, String... files) throws Exception {
		Path in = Files.writeString(Files.createTempFile("input", ".log"), input);
		try {
			Process process = new ProcessBuilder(Stream
				.concat(Stream.of("bash", Path.of("docs/operations/scripts", script).toString(), argument),
						Stream.of(files))
				.toList()).redirectErrorStream(true).redirectInput(in.toFile()).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		finally {
			Files.delete(in);
		}
	}

}
