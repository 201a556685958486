package dev.essfacade.authorization;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.security.FixedSubject;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.web.IfMatch;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.ETag;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The read before a write, the lock of its group, and the reads of a preview. */
class GuardedWriteTests {

	private static final String RULES = """
			protected-groups: [asg-core]
			rules:
			  - name: ann
			    callers: {sub: ann}
			    actions: [DetachLoadBalancers]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-bp18p2yfxow2dloq, asg-core]
			    targets: [lb-*]
			  - name: kim
			    callers: {sub: kim}
			    actions: [DetachLoadBalancers, DescribeScalingGroups]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-bp18p2yfxow2dloq]
			    targets: [lb-*]
			""";

	private static final String GROUP = "asg-bp18p2yfxow2dloq";

	private static final IfMatch OLD = new IfMatch(List.of(ETag.create("old")));

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	private static AuthorizedEssClient client;

	@BeforeAll
	static void start() {
		facade = FacadeWithRules.under(RULES, "ess.max-concurrent-calls=2", "ess.deadline=4s");
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
		LogCapture.takeRecent();
	}

	@AfterEach
	void nobodyCalls() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void returnsAndRecordsWhatWasAttachedBefore() {
		WriteResult written = client.write(detach(GROUP), null, guard(false, null));
		assertThat(written.result().requestId()).isNotEmpty();
		assertThat(written.before()).isNotNull().satisfies((before) -> assertThat(before.all()).hasSize(5));
		assertThat(audit()).anyMatch((line) -> line
			.contains("\"read_outcome\":\"ok\",\"allow_last\":false,\"attached\":[\"lb-bp1u7etiogg38yvwz\"]"));
	}

	@Test
	void readsNothingBeforeAWriteWithoutConditions() {
		assertThat(client.write(detach(GROUP), null, null).before()).isNull();
		assertThat(ess.received()).hasSize(1);
		assertThat(audit()).isNotEmpty().noneMatch((line) -> line.contains("read_outcome"));
	}

	@Test
	void sendsAndRecordsNothingIfAConditionIsViolated() {
		assertThatThrownBy(() -> client.write(detach(GROUP), null, guard(false, OLD))).isInstanceOfSatisfying(
				ProblemException.class, (ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.ATTACHMENTS_CHANGED));
		assertThat(ess.ledger()).isEmpty();
		assertThat(audit()).singleElement().asString().contains("\"denial\"", "\"attachments-changed\"");
	}

	@Test
	void aFailedReadPreventsTheWriteUnlessTheLastMayBeDetached() {
		failReads();
		assertThatThrownBy(() -> client.write(detach(GROUP), null, guard(false, null)))
			.isInstanceOfSatisfying(EssException.class, (ex) -> {
				assertThat(ex.action()).isEqualTo("DescribeScalingGroups");
				assertThat(ex.clientToken()).isNotNull();
			});
		assertThat(audit()).singleElement().asString().contains("\"denial\"", "\"upstream-credentials\"");
		failReads();
		assertThat(client.write(detach(GROUP), null, guard(true, null)).before()).isNull();
		assertThat(audit())
			.anyMatch((line) -> line.contains("\"read_outcome\":\"operator_error\",\"allow_last\":true"));
	}

	@Test
	void namesTheTargetsThatAreNotAttached() {
		DetachGuard guard = new DetachGuard(List.of(Attachment.loadBalancer("lb-none", null)), "loadBalancers", false,
				null);
		EssCall<WriteResponse> none = detach(GROUP, "lb-none");
		assertThatThrownBy(() -> client.write(none, null, guard)).isInstanceOfSatisfying(EssException.class,
				(ex) -> assertThat(ex.places()).containsExactly("#/loadBalancers/0"));
		assertThatThrownBy(() -> client.write(none, null, null)).isInstanceOfSatisfying(EssException.class,
				(ex) -> assertThat(ex.places()).isEmpty());
		ess.failNext("DetachLoadBalancers", Fault.error(400, "InvalidParameter", "?"));
		assertThatThrownBy(() -> client.write(detach(GROUP, "lb-none"), null, guard))
			.isInstanceOfSatisfying(EssException.class, (ex) -> assertThat(ex.places()).isEmpty());
	}

	@Test
	void aWriteThatDoesNotGetTheLockInTimeIsNotSent() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		ess.failNext("DetachLoadBalancers", Fault.held(release));
		Thread first = Thread.ofVirtual().start(() -> {
			as("kim");
			client.write(detach(GROUP), null, null);
		});
		await().until(() -> ess.received().size() == 1);
		LogCapture.takeRecent();
		assertThatThrownBy(() -> client.write(detach(GROUP), null, null)).isInstanceOfSatisfying(ProblemException.class,
				(ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.SCALING_GROUP_BUSY));
		assertThat(audit()).anyMatch((line) -> line.contains("\"denial\"") && line.contains("\"scaling-group-busy\""));
		release.countDown();
		first.join();
		assertThat(ess.received()).hasSize(1);
	}

	@Test
	void withoutTheReadAConditionIsRejectedAndTheRestIsNotChecked() {
		try (StartedFacade single = FacadeWithRules.under(RULES, "facade.read-attachments-first=false")) {
			AuthorizedEssClient blind = single.context().getBean(AuthorizedEssClient.class);
			assertThatThrownBy(() -> blind.write(detach(GROUP), null, guard(true, OLD)))
				.hasMessageContaining("If-Match");
			assertThatThrownBy(() -> blind.preview(detach(GROUP), guard(true, OLD))).hasMessageContaining("If-Match");
			try (PreviewReads reads = blind.preview(detach(GROUP), guard(false, null))) {
				assertThat(reads.violation(new Attachments(null, null, guard(false, null).targets()))).isNull();
			}
			assertThat(blind.write(detach(GROUP), null, guard(false, null)).before()).isNull();
			assertThat(ess.received()).hasSize(1);
		}
	}

	@Test
	void aPreviewReadsTheGroupOfItsWriteOnly() {
		for (int preview = 0; preview < 3; preview++) { // one more than the call limit
			try (PreviewReads reads = client.preview(detach(GROUP), guard(false, OLD))) {
				assertThat(reads.read(Attachments.read("cn-hangzhou", GROUP)).requestId()).isNotEmpty();
				assertThat(reads.isProtected()).isFalse();
				assertThat(reads.violation(new Attachments(null, null, guard(false, null).targets())))
					.isEqualTo(ProblemCode.ATTACHMENTS_CHANGED);
				assertThatIllegalArgumentException()
					.isThrownBy(() -> reads.read(Attachments.read("cn-hangzhou", "asg-other")));
				assertThatIllegalArgumentException()
					.isThrownBy(() -> reads.read(Attachments.read("cn-beijing", GROUP)));
				assertThatIllegalArgumentException().isThrownBy(() -> reads.read(detach(GROUP)));
			}
		}
		assertThat(audit()).isEmpty();
		assertThat(ess.received()).hasSize(3);
	}

	@Test
	void aPreviewNeedsTheRightToTheWrite() {
		as("bob");
		assertThatThrownBy(() -> client.preview(detach(GROUP), null)).isInstanceOfSatisfying(ProblemException.class,
				(ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.FORBIDDEN));
		assertThat(audit()).singleElement().asString().contains("\"denial\"", "\"bob\"");
		EssCall<WriteResponse> nowhere = EssCall.write("DetachLoadBalancers", "cn-nowhere", "token")
			.scalingGroup(GROUP)
			.targets("LoadBalancer", List.of("lb-1"))
			.scope("ess.detach")
			.build();
		assertThatThrownBy(() -> client.preview(nowhere, null)).isInstanceOf(UnknownRegionException.class);
	}

	@Test
	void aPreviewKnowsProtectionAndTheRightToRead() {
		try (PreviewReads reads = client.preview(detach("asg-core"), null)) {
			assertThat(reads.isProtected()).isTrue();
			assertThat(reads.mayReadGroup()).isFalse();
			assertThat(reads.violation(Attachments.NONE)).isNull();
		}
		as("kim");
		try (PreviewReads reads = client.preview(detach(GROUP), null)) {
			assertThat(reads.mayReadGroup()).isTrue();
		}
	}

	@Test
	void aReadOfAGroupNeedsARuleForTheGroup() {
		as("kim");
		assertThat(client.read(Attachments.read("cn-hangzhou", GROUP)).requestId()).isNotEmpty();
		assertThatThrownBy(() -> client.read(Attachments.read("cn-hangzhou", "asg-other")))
			.hasMessage("forbidden group [DescribeScalingGroups, ]");
		as("ann");
		assertThatThrownBy(() -> client.read(Attachments.read("cn-hangzhou", GROUP)))
			.hasMessage("forbidden region [DescribeScalingGroups, ]");
		assertThat(ess.received()).hasSize(1);
	}

	private static void failReads() {
		ess.failNext("DescribeScalingGroups", Fault.error(403, "Forbidden.RAM", "?"));
	}

	private static List<String> audit() {
		return LogCapture.takeRecent().stream().filter((line) -> line.startsWith("audit ")).toList();
	}

	private static void as(String caller) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader(FixedSubject.HEADER, caller);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
	}

	private static DetachGuard guard(boolean allowLast, @Nullable IfMatch ifMatch) {
		return new DetachGuard(List.of(Attachment.loadBalancer("lb-bp1u7etiogg38yvwz", null)), "loadBalancers",
				allowLast, ifMatch);
	}

	private static EssCall<WriteResponse> detach(String group) {
		return detach(group, "lb-bp1u7etiogg38yvwz");
	}

	private static EssCall<WriteResponse> detach(String group, String loadBalancer) {
		return EssCall.write("DetachLoadBalancers", "cn-hangzhou", UUID.randomUUID().toString())
			.scalingGroup(group)
			.targets("LoadBalancer", List.of(loadBalancer))
			.scope("ess.detach")
			.build();
	}

}
