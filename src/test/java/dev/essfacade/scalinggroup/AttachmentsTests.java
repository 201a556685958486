package dev.essfacade.scalinggroup;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET …/attachments} over HTTP. */
@FacadeTest
class AttachmentsTests {

	private static final String PATH = Caller.GROUP + "/attachments";

	private final EssSimulator ess;

	private final Caller caller;

	AttachmentsTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void listsEverythingThatSendsTraffic() {
		this.ess.add(TestGroups.group()
			.loadBalancer("lb-weighted", 30)
			.serverGroup("sgp-nlb", "NLB", 9000, 10)
			.vServerGroup("lb-v", "rsp-1", 8080, 20));
		Answer answer = this.caller.get(PATH);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("scalingGroupName")).isEqualTo("asg-bp18p2yfxow2dloq");
		assertThat(answer.field("lifecycleState")).isEqualTo("Active");
		assertThat(answer.json().path("loadBalancers").toString()).isEqualTo("""
				[{"loadBalancerId":"lb-weighted","weight":30},{"loadBalancerId":"lb-bp1u7etiogg38yvwz"},\
				{"loadBalancerId":"lb-bp1qwlxk3h2pj6e4h"}]""");
		assertThat(answer.json().path("albServerGroups")).hasSize(3);
		assertThat(answer.json().at("/albServerGroups/1").toString())
			.isEqualTo("{\"albServerGroupId\":\"sgp-ddwb0y0g6y9bjm\",\"port\":80,\"weight\":50}");
		assertThat(answer.json().path("serverGroups").toString())
			.isEqualTo("[{\"serverGroupId\":\"sgp-nlb\",\"type\":\"NLB\",\"port\":9000,\"weight\":10}]");
		assertThat(answer.json().path("vServerGroups").toString())
			.isEqualTo("[{\"loadBalancerId\":\"lb-v\",\"vServerGroupId\":\"rsp-1\",\"port\":8080,\"weight\":20}]");
		assertThat(this.ess.received()).hasSize(1);
	}

	@Test
	void theTagIsStrongAndChangesWithEveryAttachmentAndWeight() {
		String tag = tag(TestGroups.group());
		assertThat(tag).matches("\"[0-9a-f]{32}\"");
		assertThat(tag(TestGroups.group().lifecycleState("Inactive").instance("i-2"))).isEqualTo(tag);
		assertThat(tag(TestGroups.group().loadBalancer("lb-3"))).isNotEqualTo(tag);
		assertThat(tag(TestGroups.group().withoutAlbServerGroup("sgp-ddwb0y0g6y9bjm:80"))).isNotEqualTo(tag);
		assertThat(tag(TestGroups.group().serverGroup("sgp-1", "GWLB", 1, 1))).isNotEqualTo(tag);
		assertThat(tag(TestGroups.group().vServerGroup("lb-v", "rsp-1", 1, 1))).isNotEqualTo(tag);
		assertThat(tag(TestGroups.group()
			.withoutAlbServerGroup("sgp-ddwb0y0g6y9bjm:80")
			.albServerGroup("sgp-ddwb0y0g6y9bjm", 80, 51))).isNotEqualTo(tag);
	}

	@Test
	void theTagDoesNotDependOnTheOrderOfEss() {
		String tag = tag(TestGroups.group());
		assertThat(tag(TestGroups.group()
			.withoutAlbServerGroup("sgp-ddwb0y0g6y9bjm:22")
			.albServerGroup("sgp-ddwb0y0g6y9bjm", 22, 100))).isEqualTo(tag);
	}

	@Test
	void anUnchangedTagIsAnsweredWithoutABody() {
		String tag = tag(TestGroups.group());
		Answer same = this.caller.get(PATH, "If-None-Match", tag);
		assertThat(same.status()).isEqualTo(304);
		assertThat(same.header("ETag")).isEqualTo(tag);
		assertThat(this.caller.get(PATH, "If-None-Match", "\"other\"").status()).isEqualTo(200);
	}

	@Test
	void aGroupThatEssDoesNotListIsNotFound() {
		Answer answer = this.caller.get(Caller.REGION + "/scaling-groups/asg-none/attachments");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.field("code")).isEqualTo("scaling-group-not-found");
	}

	/** If the service accepted such a list, it would overlook attachments. */
	@ParameterizedTest
	@ValueSource(strings = { "{\"RequestId\":\"R\"}", "{\"RequestId\":\"R\",\"ScalingGroups\":{}}",
			"{\"RequestId\":\"R\",\"ScalingGroups\":{\"ScalingGroup\":[{\"ScalingGroupId\":\"asg-bp18p2yfxow2dloq\",\"AlbServerGroups\":{\"AlbServerGroup\":[{\"Port\":80,\"Weight\":1}]}}]}}",
			"{\"RequestId\":\"R\",\"ScalingGroups\":{\"ScalingGroup\":[{\"ScalingGroupId\":\"asg-bp18p2yfxow2dloq\",\"AlbServerGroups\":{\"AlbServerGroup\":[{\"AlbServerGroupId\":\"sgp-1\"}]}}]}}",
			"{\"RequestId\":\"R\",\"ScalingGroups\":{\"ScalingGroup\":[{\"ScalingGroupId\":\"asg-bp18p2yfxow2dloq\",\"LoadBalancerConfigs\":{\"LoadBalancerConfig\":[{\"Weight\":1}]}}]}}",
			"{\"RequestId\":\"R\",\"ScalingGroups\":{\"ScalingGroup\":[{\"ScalingGroupId\":\"asg-bp18p2yfxow2dloq\",\"ServerGroups\":{\"ServerGroup\":[{\"Port\":1}]}}]}}",
			"{\"RequestId\":\"R\",\"ScalingGroups\":{\"ScalingGroup\":[{\"ScalingGroupId\":\"asg-bp18p2yfxow2dloq\",\"VServerGroups\":{\"VServerGroup\":[{}]}}]}}",
			"{\"RequestId\":\"R\",\"ScalingGroups\":{\"ScalingGroup\":[{\"ScalingGroupId\":\"asg-bp18p2yfxow2dloq\",\"VServerGroups\":{\"VServerGroup\":[{\"LoadBalancerId\":\"lb\",\"VServerGroupAttributes\":{\"VServerGroupAttribute\":[{}]}}]}}]}}" })
	void anIncompleteListIsAnInvalidResponse(String response) {
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext(Fault.answer(200, "application/json;charset=utf-8", response));
		}
		assertThat(this.caller.get(PATH).field("code")).isEqualTo("upstream-malformed");
	}

	@Test
	void absentListsAreEmpty() {
		this.ess.failNext(Fault.answer(200, "application/json;charset=utf-8", """
				{"RequestId": "R", "ScalingGroups": {"ScalingGroup": [{"ScalingGroupId": "asg-bp18p2yfxow2dloq",
				 "LoadBalancerIds": {}, "AlbServerGroups": {}, "ServerGroups": {}, "LoadBalancerConfigs": {},
				 "VServerGroups": {"VServerGroup": [{"LoadBalancerId": "lb-1"},
				                                    {"LoadBalancerId": "lb-1", "VServerGroupAttributes": {}}]}}]}}"""));
		Answer answer = this.caller.get(PATH);
		assertThat(answer.status()).isEqualTo(200);
		for (String list : new String[] { "loadBalancers", "albServerGroups", "serverGroups", "vServerGroups" }) {
			assertThat(answer.json().path(list).toString()).as(list).isEqualTo("[]");
		}
	}

	@Test
	void anAlbServerGroupInTwoListsIsOneAttachment() {
		this.ess.add(TestGroups.group().serverGroup("sgp-ddwb0y0g6y9bjm", "ALB", 80, 50));
		Answer answer = this.caller.get(PATH);
		assertThat(answer.json().path("albServerGroups")).hasSize(3);
		assertThat(answer.json().path("serverGroups")).isEmpty();
	}

	private String tag(SimulatedGroup group) {
		this.ess.add(group);
		return this.caller.get(PATH).mustHave("ETag");
	}

}
