package dev.essfacade.authorization;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.security.FixedSubject;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.web.problem.ProblemException;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Access decisions, concurrency permits and audit records of calls on behalf of a caller.
 */
class AuthorizedEssClientTests {

	private static final String RULES = """
			protected-groups: []
			rules:
			  - name: ann
			    callers: {sub: [ann, eve]}
			    actions: [DetachLoadBalancers, DescribeScalingActivities]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-bp18p2yfxow2dloq]
			    targets: [lb-*]
			""";

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	private static AuthorizedEssClient client;

	private final EssCall<WriteResponse> write = detach("DetachLoadBalancers", "cn-hangzhou",
			UUID.randomUUID().toString());

	private final EssCall<JsonNode> read = EssCall.read("DescribeScalingActivities", "cn-hangzhou", JsonNode.class)
		.parameters("ScalingActivityId", List.of("asa-1"))
		.build();

	private final EssCall<JsonNode> readOfGroup = EssCall
		.read("DescribeScalingActivities", "cn-hangzhou", JsonNode.class)
		.scalingGroup("asg-bp18p2yfxow2dloq")
		.build();

	@BeforeAll
	static void start() {
		facade = FacadeWithRules.under(RULES);
		client = facade.context().getBean(AuthorizedEssClient.class);
	}

	@AfterAll
	static void stop() {
		facade.close();
	}

	@BeforeEach
	void annCalls() {
		ess.reset();
		ess.add(TestGroups.group());
		as("ann");
	}

	@AfterEach
	void nobodyCalls() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void makesAWriteThatARuleAllows() {
		LogCapture.takeRecent();
		assertThat(client.write(this.write, null).requestId()).isNotEmpty();
		assertThat(ess.ledger()).hasSize(1);
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.satisfiesExactly((line) -> assertThat(line).contains("DetachLoadBalancers: intent"),
					(line) -> assertThat(line).contains("DetachLoadBalancers: outcome"));
	}

	@Test
	void rejectsAWriteThatIsCalledAsARead() {
		assertThatIllegalArgumentException().isThrownBy(() -> client.read(this.write));
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void decidesOnEveryTargetThatIsSent() {
		EssCall<WriteResponse> call = EssCall.write("DetachLoadBalancers", "cn-hangzhou", "token")
			.scalingGroup("asg-bp18p2yfxow2dloq")
			.targets("LoadBalancer", List.of("lb-bp1u7etiogg38yvwz", "sgp-other"))
			.scope("ess.detach")
			.build();
		assertThatThrownBy(() -> client.write(call, null))
			.hasMessage("forbidden targets [DetachLoadBalancers, sgp-other]");
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void recordsTheDenialOfACallThatNoRuleAllows() {
		as("bob");
		LogCapture.takeRecent();
		assertThatThrownBy(() -> client.write(this.write, null))
			.isInstanceOfSatisfying(ProblemException.class,
					(ex) -> assertThat(ex.challenge()).as("another token would not do").isNull())
			.hasMessageContaining("forbidden group [DetachLoadBalancers");
		assertThatThrownBy(() -> client.read(this.read)).isInstanceOf(ProblemException.class)
			.hasMessageContaining("forbidden region [DescribeScalingActivities");
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.hasSize(2)
			.anyMatch((line) -> line.contains("DetachLoadBalancers"))
			.anyMatch((line) -> line.contains("DescribeScalingActivities"));
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void logsWhichRightIsMissing() {
		as("bob");
		LogCapture.takeRecent();
		assertThatThrownBy(() -> client.write(this.write, null)).isInstanceOf(ProblemException.class);
		assertThatThrownBy(() -> client.read(this.read)).isInstanceOf(ProblemException.class);
		as("ann");
		assertThat(client.mayRead(this.read, "asg-other", "activity-not-found")).isFalse();
		assertThat(LogCapture.takeRecent())
			.filteredOn((line) -> line.startsWith("dev.essfacade.authorization.AuthorizedEssClient Denied "))
			.satisfiesExactly(
					(line) -> assertThat(line)
						.contains("Denied DetachLoadBalancers of asg-bp18p2yfxow2dloq in cn-hangzhou: "
								+ "No rule allows this caller to call DetachLoadBalancers on this scaling group."),
					(line) -> assertThat(line).contains("Denied DescribeScalingActivities of asa-1 in cn-hangzhou: "
							+ "No rule allows this caller to call DescribeScalingActivities in this region."),
					(line) -> assertThat(line).contains("Denied DescribeScalingActivities of asa-1 in cn-hangzhou: "
							+ "No rule allows this caller to call DescribeScalingActivities on this scaling group."));
	}

	@Test
	void makesNoAccessDecisionForARegionThatIsNotServed() {
		as("bob");
		EssCall<WriteResponse> nowhere = detach("DetachLoadBalancers", "cn-nowhere", "token");
		assertThatThrownBy(() -> client.write(nowhere, null)).isInstanceOf(UnknownRegionException.class);
		assertThatThrownBy(
				() -> client.read(EssCall.read("DescribeScalingActivities", "cn-nowhere", JsonNode.class).build()))
			.isInstanceOf(UnknownRegionException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "eve" })
	void recordsACallThatFindsNoPermit(String caller) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ess.failNext(Fault.held(release));
		try (StartedFacade narrow = FacadeWithRules.under(RULES, "ess.max-concurrent-calls=1")) {
			AuthorizedEssClient limited = narrow.context().getBean(AuthorizedEssClient.class);
			Thread first = Thread.ofVirtual().start(() -> {
				as("ann");
				limited.write(this.write, null);
			});
			await().until(() -> ess.received().size() == 1);
			as(caller);
			LogCapture.takeRecent();
			assertThatThrownBy(() -> limited.write(this.write, null)).isInstanceOf(EssException.class);
			assertThatThrownBy(() -> limited.read(this.read)).isInstanceOf(EssException.class);
			assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
				.hasSize(2)
				.allMatch((line) -> line.contains("\"overloaded\"") && line.contains("\"" + caller + "\""));
			assertThatThrownBy(() -> limited.read(this.readOfGroup)).isInstanceOf(EssException.class);
			assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
				.singleElement()
				.asString()
				.contains("\"overloaded\"", "\"scaling_group\":\"asg-bp18p2yfxow2dloq\"");
			release.countDown();
			first.join();
		}
	}

	@Test
	void aReadHoldsOnePermitAndLeavesOneForAnotherCaller() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ess.failNext(Fault.held(release));
		try (StartedFacade narrow = FacadeWithRules.under(RULES, "ess.max-concurrent-calls=2")) {
			AuthorizedEssClient limited = narrow.context().getBean(AuthorizedEssClient.class);
			Thread first = Thread.ofVirtual().start(() -> {
				as("ann");
				limited.read(this.read);
			});
			await().until(() -> ess.received().size() == 1);
			as("ann");
			assertThatThrownBy(() -> limited.read(this.read)).isInstanceOf(EssException.class);
			as("eve");
			assertThat(limited.read(this.read).requestId()).isNotEmpty();
			assertThat(limited.read(this.read).requestId()).isNotEmpty();
			release.countDown();
			first.join();
		}
	}

	@Test
	void recordsNoDenialForAnErrorOfEss() {
		ess.failNext(Fault.error(400, "InvalidParameter", "?"));
		ess.failNext(Fault.error(400, "InvalidParameter", "?"));
		LogCapture.takeRecent();
		assertThatThrownBy(() -> client.write(this.write, null)).isInstanceOf(EssException.class);
		assertThatThrownBy(() -> client.read(this.read)).isInstanceOf(EssException.class);
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.hasSize(2)
			.noneMatch((line) -> line.contains("denial"));
	}

	@Test
	void showsAResponseOnlyToReadersOfTheGroup() {
		assertThat(client.read(this.read).requestId()).isNotEmpty();
		LogCapture.takeRecent();
		assertThat(client.mayRead(this.read, "asg-bp18p2yfxow2dloq", "activity-not-found")).isTrue();
		assertThat(LogCapture.takeRecent()).noneMatch((line) -> line.startsWith("audit "));
		assertThat(client.mayRead(this.read, "asg-other", "activity-not-found")).isFalse();
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.startsWith("audit ") && line.contains("asg-other")
				&& line.contains("activity-not-found"));
		assertThat(client.mayRead(this.read, null, "activity-not-found")).isFalse();
	}

	private static void as(String caller) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader(FixedSubject.HEADER, caller);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
	}

	private static EssCall<WriteResponse> detach(String action, String region, String token) {
		return EssCall.write(action, region, token)
			.scalingGroup("asg-bp18p2yfxow2dloq")
			.targets("LoadBalancer", List.of("lb-bp1u7etiogg38yvwz"))
			.scope("ess.detach")
			.build();
	}

}
