package dev.esssimulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class EssSimulatorTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private final EssSimulator simulator = extension.simulator();

	private final RpcClient client = new RpcClient(this.simulator);

	@BeforeEach
	void seed() {
		Seeds.all().forEach(this.simulator::add);
	}

	@Test
	void resetRemovesAllState() {
		this.simulator.failNext(Fault.throttled());
		this.client.post("DescribeRegions", Map.of());
		this.simulator.failNext(Fault.throttled());
		this.simulator.clock().advance(Duration.ofDays(1));
		this.simulator.accept(new AccessKey("other", "secret"));
		this.simulator.reset();
		assertThat(this.simulator.received()).isEmpty();
		assertThat(this.simulator.ledger()).isEmpty();
		HttpResponse<String> answer = this.client.post("DescribeScalingGroups", Map.of("RegionId", Seeds.REGION));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"TotalCount\":0");
	}

	@Test
	void recordsEveryRequest() {
		this.client.post("DescribeRegions", Map.of("AcceptLanguage", "ja"));
		this.client.with(new AccessKey("unknown", "secret")).get("DescribeRegions", Map.of());
		assertThat(this.simulator.received()).extracting(ReceivedRequest::method, ReceivedRequest::action)
			.containsExactly(tuple("POST", "DescribeRegions"), tuple("GET", "DescribeRegions"));
		assertThat(this.simulator.received().getFirst().parameters()).containsEntry("AcceptLanguage", "ja")
			.containsEntry("AccessKeyId", this.simulator.accessKey().id());
		assertThat(this.simulator.received().getFirst().signatureVersion()).isEqualTo("1.0");
	}

	@Test
	void acceptsAHundredServerGroupsInOneQuery() {
		SimulatedGroup group = SimulatedGroup.in(Seeds.REGION).id("asg-large");
		Map<String, String> parameters = new TreeMap<>(Map.of("RegionId", Seeds.REGION, "ScalingGroupId", "asg-large"));
		for (int i = 1; i <= 100; i++) {
			String id = "sgp-" + "x".repeat(60) + i;
			group = group.albServerGroup(id, 65_000, 1);
			parameters.put("AlbServerGroup." + i + ".AlbServerGroupId", id);
			parameters.put("AlbServerGroup." + i + ".Port", "65000");
		}
		this.simulator.add(group);
		assertThat(this.client.get("DetachAlbServerGroups", parameters).statusCode()).isEqualTo(200);
		assertThat(this.simulator.group(Seeds.REGION, "asg-large").albServerGroups()).isEmpty();
	}

}
