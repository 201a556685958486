package dev.essfacade.attachment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.essfacade.ess.FreshEssClient;
import dev.essfacade.ess.LongForm;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends random writes to a few groups, one after the other, while some reads of the
 * attachments fail. No write bypasses the guard of the last attachment, {@code If-Match}
 * or the protection of a group. The long form has 100,000 requests.
 */
class GuardUnderFaultsTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final List<Fault> FAULTS = List.of(Fault.serverError(), Fault.serviceUnavailable(),
			Fault.throttled(), Fault.resetBeforeCommit(), Fault.closeBeforeAnswer(), Fault.truncated(),
			Fault.truncatedErrorInString(), Fault.html(), Fault.badGatewayHtml(), Fault.empty(), Fault.noContent(),
			Fault.wrongType(), Fault.codeInSuccess(), Fault.withoutRequestId(), Fault.error(403, "Forbidden.RAM", "?"),
			Fault.answer(200, "application/json;charset=utf-8", "{\"RequestId\":\"R\"}"));

	private static final String PROTECTED = "asg-core";

	private final EssSimulator ess = SimulatedEss.simulator();

	private final Random random = new Random(14);

	private final Map<String, Integer> results = new TreeMap<>();

	@Test
	void neitherGuardNorConditionNorProtectionIsBypassed() {
		int requests = LongForm.or(100_000, 400);
		try (StartedFacade facade = StartedFacade
			.with("facade.access.rules={protected-groups: [" + PROTECTED + "], rules: []}")) {
			for (int i = 0; i < requests; i++) {
				if (i % 8 == 0) {
					this.ess.reset();
					Stream.of("asg-0", "asg-1", "asg-2", PROTECTED).map(this::group).forEach(this.ess::add);
					FreshEssClient.in(facade.context());
				}
				request(facade.caller());
			}
		}
		figures.info("{} requests: {}", requests, this.results);
		assertThat(this.results).containsKeys("200", "202", "last-attachment", "attachments-changed", "protected",
				"upstream-malformed", "upstream-unavailable");
	}

	private SimulatedGroup group(String id) {
		SimulatedGroup group = SimulatedGroup.in("cn-hangzhou").id(id).instance("i-1");
		for (int i = 0; i < 3; i++) {
			group = group.loadBalancer("lb-" + i, weight()).albServerGroup("sgp-" + i, 80, weight());
		}
		return group;
	}

	private int weight() {
		return this.random.nextInt(3) * 50;
	}

	private void request(Caller caller) {
		String id = (this.random.nextInt(8) == 0) ? PROTECTED : "asg-" + this.random.nextInt(3);
		boolean allowLast = this.random.nextInt(4) == 0;
		boolean conditional = this.random.nextInt(3) == 0;
		String path = Caller.REGION + "/scaling-groups/" + id;
		@Nullable String tag = conditional ? caller.get(path + "/attachments").header("ETag") : null;
		boolean changed = this.random.nextInt(3) == 0;
		if (changed) {
			int target = this.random.nextInt(3);
			SimulatedGroup group = this.ess.group("cn-hangzhou", id);
			this.ess.add(group.withoutLoadBalancer("lb-" + target)
				.loadBalancer("lb-" + target, 1 + group.loadBalancerWeights().getOrDefault("lb-" + target, 50) % 100));
		}
		int most = (this.random.nextInt(3) == 0) ? 5 : 1;
		for (int faults = this.random.nextInt(most); faults > 0; faults--) {
			this.ess.failNext("DescribeScalingGroups", FAULTS.get(this.random.nextInt(FAULTS.size())));
		}
		SimulatedGroup before = this.ess.group("cn-hangzhou", id);
		int writes = this.ess.ledger().size();
		boolean attach = this.random.nextInt(8) == 0;
		Answer answer = attach ? attach(caller, path) : detach(caller, path, allowLast, tag);
		this.results.merge(
				(answer.status() < 300) ? String.valueOf(answer.status()) : String.valueOf(answer.field("code")), 1,
				Integer::sum);
		boolean written = this.ess.ledger().size() > writes;
		this.ess.clock().advance(Duration.ofMinutes(5));
		if (written) {
			assertThat(id).isNotEqualTo(PROTECTED);
			assertThat(attach || allowLast || sendsTraffic(this.ess.group("cn-hangzhou", id)))
				.as("%s, then %s", before, answer)
				.isTrue();
			assertThat(!attach && tag != null && changed).as("a change between preview and If-Match is 412").isFalse();
		}
		if (tag != null && changed && !attach && answer.status() < 500 && answer.status() != 429) {
			assertThat(answer.field("code")).isIn("attachments-changed", "protected", "not-attached");
		}
	}

	private Answer attach(Caller caller, String path) {
		return caller.post(path + "/alb-server-groups/attach",
				"{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-%d\", \"port\": 80, \"weight\": %d}]}"
					.formatted(this.random.nextInt(3), weight()));
	}

	private Answer detach(Caller caller, String path, boolean allowLast, @Nullable String tag) {
		String[] headers = (tag != null) ? new String[] { "If-Match", tag } : new String[0];
		int first = this.random.nextInt(3);
		int second = (first + 1 + this.random.nextInt(2)) % 3;
		boolean force = this.random.nextBoolean();
		return this.random.nextBoolean() ? caller.post(path + "/load-balancers/detach",
				"{\"loadBalancers\": [\"lb-%d\", \"lb-%d\"], \"forceDetach\": %s, \"async\": %s, \"allowLast\": %s}"
					.formatted(first, second, force, force, allowLast),
				headers)
				: caller.post(path + "/alb-server-groups/detach",
						"{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-%d\", \"port\": 80}], \"forceDetach\": %s, \"allowLast\": %s}"
							.formatted(first, force, allowLast),
						headers);
	}

	private static boolean sendsTraffic(SimulatedGroup group) {
		return group.loadBalancers().stream().anyMatch((each) -> group.loadBalancerWeights().getOrDefault(each, 1) > 0)
				|| group.albServerGroups().stream().anyMatch((each) -> each.weight() > 0);
	}

}
