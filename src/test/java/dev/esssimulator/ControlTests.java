package dev.esssimulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ControlTests {

	@RegisterExtension
	static final EssSimulatorExtension ess = new EssSimulatorExtension();

	private final EssSimulator simulator = ess.simulator();

	@BeforeEach
	void start() {
		this.simulator.control((each) -> Seeds.all().forEach(each::add));
		Seeds.all().forEach(this.simulator::add);
	}

	@Test
	void aResetAddsTheGroupsAgainAndForgetsTheRest() {
		this.simulator
			.add(this.simulator.group(Seeds.REGION, Seeds.GROUP).withoutLoadBalancer(Seeds.LOAD_BALANCERS.getFirst()));
		this.simulator.failNext(Fault.hang());
		assertThat(send("POST", "/simulator/reset").statusCode()).isEqualTo(200);
		assertThat(this.simulator.group(Seeds.REGION, Seeds.GROUP).loadBalancers()).hasSize(6);
		assertThat(client().get("DescribeScalingGroups", Map.of("RegionId", Seeds.REGION)).statusCode()).isEqualTo(200);
	}

	@Test
	void aFaultConcernsTheNextRequestOfItsAction() {
		assertThat(send("POST", "/simulator/faults/server-error?action=DescribeScalingActivities").statusCode())
			.isEqualTo(200);
		Map<String, String> group = Map.of("RegionId", Seeds.REGION, "ScalingGroupId", Seeds.GROUP);
		assertThat(client().get("DescribeScalingGroups", Map.of("RegionId", Seeds.REGION)).statusCode()).isEqualTo(200);
		assertThat(client().get("DescribeScalingActivities", group).statusCode()).isEqualTo(500);
		assertThat(client().get("DescribeScalingActivities", group).statusCode()).isEqualTo(200);
		assertThat(send("POST", "/simulator/faults/server-error").statusCode()).isEqualTo(200);
		assertThat(client().get("DescribeScalingGroups", Map.of("RegionId", Seeds.REGION)).statusCode()).isEqualTo(500);
	}

	@Test
	void theNextActivityHasTheOutcomeOfTheRequest() {
		String[] outcomes = { "Warning", "Failed", "Rejected", "Successful" };
		for (String outcome : outcomes) {
			assertThat(send("POST", "/simulator/activities/" + outcome.toLowerCase(Locale.ROOT)).statusCode())
				.isEqualTo(200);
		}
		for (int i = 0; i < outcomes.length; i++) {
			client().get("DetachLoadBalancers", Map.of("RegionId", Seeds.REGION, "ScalingGroupId", Seeds.GROUP,
					"LoadBalancer.1", Seeds.LOAD_BALANCERS.get(i), "Async", "true"));
			this.simulator.clock().advance(Duration.ofHours(1));
			assertThat(client()
				.get("DescribeScalingActivities", Map.of("RegionId", Seeds.REGION, "ScalingGroupId", Seeds.GROUP))
				.body()).contains("\"StatusCode\":\"" + outcomes[i] + "\"");
		}
		assertThat(send("POST", "/simulator/activities/odd").statusCode()).isEqualTo(404);
	}

	@Test
	void anyOtherRequestListsWhatCanBeDone() {
		for (String path : new String[] { "/simulator", "/simulator/reset", "/simulator/faults/odd" }) {
			HttpResponse<String> response = send("GET", path);
			assertThat(response.statusCode()).isEqualTo(path.equals("/simulator") ? 200 : 404);
			assertThat(response.body()).contains("POST /simulator/reset", "warning", "reset-after-commit");
		}
	}

	private RpcClient client() {
		return new RpcClient(this.simulator);
	}

	private HttpResponse<String> send(String method, String target) {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(URI.create(this.simulator.endpoint() + target))
				.method(method, BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
