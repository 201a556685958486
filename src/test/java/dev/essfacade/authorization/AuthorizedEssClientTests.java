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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What passes the gate, and as what. */
class AuthorizedEssClientTests {

	private static final String RULES = """
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

	private static AuthorizedEssClient gate;

	private final EssCall<Answer> write = detach("DetachLoadBalancers", "cn-hangzhou", UUID.randomUUID().toString());

	private final EssCall<Answer> read = EssCall.read("DescribeScalingActivities", "cn-hangzhou", Answer.class)
		.withList("ScalingActivityId", List.of("asa-1"))
		.build();

	@BeforeAll
	static void start() {
		facade = FacadeWithRules.under(RULES);
		gate = facade.context().getBean(AuthorizedEssClient.class);
	}

	@AfterAll
	static void stop() {
		facade.close();
	}

	@BeforeEach
	void annAsks() {
		ess.reset();
		ess.add(TestGroups.group());
		asks("ann");
	}

	@AfterEach
	void nobodyAsks() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void whatIsIntendedIsMade() {
		assertThat(gate.write(this.write, null).requestId()).isNotEmpty();
		assertThat(ess.ledger()).hasSize(1);
	}

	@Test
	void aWriteIsNotMadeAsARead() {
		assertThatIllegalArgumentException().isThrownBy(() -> gate.read(this.write));
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void aReadIsNotMadeAsAWrite() {
		assertThatIllegalArgumentException().isThrownBy(() -> gate.write(this.read, null));
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void everyTargetThatIsSentIsDecidedOn() {
		EssCall<Answer> call = EssCall.write("DetachLoadBalancers", "cn-hangzhou", "token", Answer.class)
			.with("ScalingGroupId", "asg-bp18p2yfxow2dloq")
			.withTargets("LoadBalancer", List.of("lb-bp1u7etiogg38yvwz", "sgp-other"))
			.build();
		assertThatThrownBy(() -> gate.write(call, null)).hasMessageContaining("all of these targets");
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void aWriteThatDoesNotSayWhatItIsAboutIsNotMade() {
		EssCall.Builder<Answer> call = EssCall.write("DetachLoadBalancers", "cn-hangzhou", "token", Answer.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> gate.write(call.with("ScalingGroupId", "asg-bp18p2yfxow2dloq").build(), null));
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void whatNoRuleAllowsIsRefusedAndTheAuditKnows() {
		asks("bob");
		LogCapture.takeRecent();
		assertThatThrownBy(() -> gate.write(this.write, null))
			.isInstanceOfSatisfying(ProblemException.class,
					(ex) -> assertThat(ex.challenge()).as("another token would not do").isNull())
			.hasMessageContaining("No rule lets this caller call DetachLoadBalancers");
		assertThatThrownBy(() -> gate.read(this.read)).isInstanceOf(ProblemException.class)
			.hasMessageContaining("No rule lets this caller call DescribeScalingActivities");
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.hasSize(2)
			.anyMatch((line) -> line.contains("DetachLoadBalancers"))
			.anyMatch((line) -> line.contains("DescribeScalingActivities"));
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void whichRightIsMissingStandsInTheLog() {
		asks("bob");
		LogCapture.takeRecent();
		assertThatThrownBy(() -> gate.write(this.write, null)).isInstanceOf(ProblemException.class);
		assertThatThrownBy(() -> gate.read(this.read)).isInstanceOf(ProblemException.class);
		asks("ann");
		assertThat(gate.mayRead(this.read, "asg-other", "activity-not-found")).isFalse();
		assertThat(LogCapture.takeRecent())
			.filteredOn((line) -> line.startsWith("dev.essfacade.authorization.Gate Refused "))
			.satisfiesExactly(
					(line) -> assertThat(line)
						.contains("Refused DetachLoadBalancers of asg-bp18p2yfxow2dloq in cn-hangzhou: "
								+ "No rule lets this caller call DetachLoadBalancers on this scaling group."),
					(line) -> assertThat(line).contains("Refused DescribeScalingActivities in cn-hangzhou: "
							+ "No rule lets this caller call DescribeScalingActivities in this region."),
					(line) -> assertThat(line).contains("Refused DescribeScalingActivities in cn-hangzhou: "
							+ "No rule lets this caller call DescribeScalingActivities on this scaling group."));
	}

	@Test
	void ofARegionThatIsNotServedNothingIsDecided() {
		asks("bob");
		EssCall<Answer> nowhere = detach("DetachLoadBalancers", "cn-nowhere", "token");
		assertThatThrownBy(() -> gate.write(nowhere, null)).isInstanceOf(UnknownRegionException.class);
		assertThatThrownBy(
				() -> gate.read(EssCall.read("DescribeScalingActivities", "cn-nowhere", Answer.class).build()))
			.isInstanceOf(UnknownRegionException.class);
	}

	@ParameterizedTest
	@CsvSource({ "ann, dev.essfacade.web.problem.ProblemException", "eve, dev.essfacade.ess.EssException" })
	void whoIsTurnedAwayForWantOfRoomIsInTheAudit(String caller, Class<? extends Exception> failure) throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		ess.failNext(Fault.held(letGo));
		try (StartedFacade narrow = FacadeWithRules.under(RULES, "ess.max-concurrent-calls=1")) {
			AuthorizedEssClient gateOfOne = narrow.context().getBean(AuthorizedEssClient.class);
			Thread first = Thread.ofVirtual().start(() -> {
				asks("ann");
				gateOfOne.write(this.write, null);
			});
			await().until(() -> ess.received().size() == 1);
			asks(caller);
			LogCapture.takeRecent();
			assertThatThrownBy(() -> gateOfOne.write(this.write, null)).isInstanceOf(failure);
			assertThatThrownBy(() -> gateOfOne.read(this.read)).isInstanceOf(failure);
			assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
				.hasSize(2)
				.allMatch((line) -> line.contains("\"overloaded\"") && line.contains("\"" + caller + "\""));
			letGo.countDown();
			first.join();
		}
	}

	@Test
	void anyOtherFailureIsNoWantOfRoom() {
		ess.failNext(Fault.error(400, "InvalidParameter", "?"));
		ess.failNext(Fault.error(400, "InvalidParameter", "?"));
		LogCapture.takeRecent();
		assertThatThrownBy(() -> gate.write(this.write, null)).isInstanceOf(EssException.class);
		assertThatThrownBy(() -> gate.read(this.read)).isInstanceOf(EssException.class);
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.hasSize(2)
			.noneMatch((line) -> line.contains("refusal"));
	}

	@Test
	void whatIsFoundOutIsForWhoMaySeeTheGroup() {
		assertThat(gate.read(this.read).requestId()).isNotEmpty();
		LogCapture.takeRecent();
		assertThat(gate.mayRead(this.read, "asg-bp18p2yfxow2dloq", "activity-not-found")).isTrue();
		assertThat(LogCapture.takeRecent()).noneMatch((line) -> line.startsWith("audit "));
		assertThat(gate.mayRead(this.read, "asg-other", "activity-not-found")).isFalse();
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.startsWith("audit ") && line.contains("asg-other")
				&& line.contains("activity-not-found"));
		assertThat(gate.mayRead(this.read, null, "activity-not-found")).isFalse();
	}

	private static void asks(String caller) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader(FixedSubject.HEADER, caller);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
	}

	private static EssCall<Answer> detach(String action, String region, String token) {
		return EssCall.write(action, region, token, Answer.class)
			.with("ScalingGroupId", "asg-bp18p2yfxow2dloq")
			.withTargets("LoadBalancer", List.of("lb-bp1u7etiogg38yvwz"))
			.build();
	}

	private record Answer(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
