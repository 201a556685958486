package dev.esssimulator.action;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.RpcClient;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatorSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Base of the action tests: a simulator whose activities end at once, example groups, and
 * a client.
 */
abstract class ActionTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension(
			SimulatorSettings.defaults().withActivityDuration(Duration.ZERO));

	final EssSimulator simulator = extension.simulator();

	@BeforeEach
	void seed() {
		Seeds.all().forEach(this.simulator::add);
	}

	SimulatedGroup group() {
		return this.simulator.group(Seeds.REGION, Seeds.GROUP);
	}

	/**
	 * Calls an action with the region and group of the first example group.
	 * @param nameAndValue further parameters: names and values in turn
	 */
	JsonNode ask(String action, String... nameAndValue) {
		Map<String, String> parameters = new TreeMap<>(Map.of("RegionId", Seeds.REGION, "ScalingGroupId", Seeds.GROUP));
		for (int i = 0; i < nameAndValue.length; i += 2) {
			parameters.put(nameAndValue[i], nameAndValue[i + 1]);
		}
		parameters.values().removeIf(String::isEmpty);
		return JsonMapper.shared().readTree(new RpcClient(this.simulator).post(action, parameters).body());
	}

	static String code(JsonNode answer) {
		return answer.path("Code").asString("");
	}

	static boolean startedActivity(JsonNode answer) {
		return !answer.has("Code") && answer.has("ScalingActivityId");
	}

}
