package dev.esssimulator;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Third-party clients of ESS call the simulator. These tests need Node and npm. */
@Tag("containers")
class ThirdPartyClientTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension(
			SimulatorSettings.defaults().withActivityDuration(Duration.ZERO));

	private static final Path NODE_PROJECT = Path.of("src/test/node").toAbsolutePath();

	private final EssSimulator simulator = extension.simulator();

	@BeforeAll
	static void installPackages() throws IOException, InterruptedException {
		if (Files.notExists(NODE_PROJECT.resolve("node_modules"))) {
			run("npm", "ci");
		}
	}

	@ParameterizedTest
	@CsvSource({ "pop-core-get,GET,1.0", "pop-core-post,POST,1.0", "openapi-client,POST,ACS3" })
	void eachThirdPartyClientDetachesPollsAndGetsErrors(String client, String method, String signatureVersion)
			throws Exception {
		Seeds.all().forEach(this.simulator::add);
		AccessKey key = this.simulator.accessKey();
		JsonNode seen = JsonMapper.shared()
			.readTree(run("node", "third-party-clients.mjs", client, this.simulator.endpoint().toString(), key.id(),
					key.secret()));
		assertThat(this.simulator.received()).extracting(ReceivedRequest::method).containsOnly(method);
		assertThat(this.simulator.received()).extracting(ReceivedRequest::signatureVersion)
			.containsOnly(signatureVersion);
		assertThat(this.simulator.ledger()).singleElement().satisfies((entry) -> {
			assertThat(entry.scalingActivityId()).isEqualTo(seen.at("/scalingActivityId").asString());
			assertThat(entry.targets()).containsExactly("sgp-ddwb0y0g6y9bjm:443", "sgp-ddwb0y0g6y9bjm:80");
		});
		assertThat(seen.at("/requestId").asString()).isNotEmpty();
		assertThat(seen.at("/activity/StatusCode").asString()).isEqualTo("Successful");
		assertThat(seen.at("/activity/Progress").asInt()).isEqualTo(100);
		assertThat(seen.at("/notAttached").asString()).isEqualTo("AlbServerGroup.NotAttached");
		assertThat(seen.at("/badSecret").asString()).isEqualTo("SignatureDoesNotMatch");
	}

	@Test
	void theExampleOfTheReadmeRunsAsItIs() throws Exception {
		Seeds.all().forEach(this.simulator::add);
		String readme = Files.readString(Path.of("src/test/java/dev/esssimulator/README.md"));
		Matcher example = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL).matcher(readme);
		assertThat(example.find()).isTrue();
		String program = example.group(1).replace("http://127.0.0.1:8180", this.simulator.endpoint().toString());
		assertThat(run("node", "--input-type=module", "--eval", program)).contains(Seeds.GROUP);
	}

	private static String run(String... command) throws IOException, InterruptedException {
		File output = File.createTempFile("third-party-clients", ".out");
		Process process = start(command, output);
		boolean ended = process.waitFor(2, TimeUnit.MINUTES);
		String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
		Files.delete(output.toPath());
		assertThat(ended && process.exitValue() == 0).as("%s: %s", List.of(command), text).isTrue();
		return text;
	}

	private static Process start(String[] command, File output) {
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(NODE_PROJECT.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output);
		builder.environment().put("NO_PROXY", "127.0.0.1");
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new AssertionError("This test needs Node 20 or later with npm on the PATH: no " + command[0], ex);
		}
	}

}
