package dev.essfacade.authorization.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.Map;
import java.util.stream.Stream;

import dev.essfacade.authorization.policy.Decision.Verdict;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.WriteResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Access decisions by the rules. */
class PolicyTests {

	private static final List<Scope> DETACH_SCOPES = List.of(Scope.DETACH);

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final Subject ANN = Subjects.named("ann");

	private static final Subject BOB = Subjects.named("bob");

	private static final String DETACH = "DetachLoadBalancers";

	private static final String READ = "DescribeScalingActivities";

	private final Rule plain = rule("plain", "ann", "lb-a*", false);

	private final Rule forced = rule("forced", "ann", "lb-f*", true);

	private final Policy policy = policy(rule("reading", "ann", null, true), this.plain, this.forced);

	@Test
	void deniesWhatNoRuleAllows() {
		Decision decision = decide(new Policy(Rules.NONE, false), ANN, intent(false, "lb-a1"));
		assertThat(decision.verdict()).isEqualTo(Verdict.FORBIDDEN);
		assertThat(decision.isAllowed()).isFalse();
		assertThat(decision.rule()).isEqualTo("default-deny");
		assertThat(decision.detail())
			.isEqualTo("No rule allows this caller to call DetachLoadBalancers on this scaling group.");
	}

	@Test
	void namesTheRuleThatAllows() {
		assertThat(decide(ANN, intent(false, "lb-a1", "lb-a2"))).isEqualTo(new Decision(Verdict.ALLOWED, "plain", ""));
		assertThat(decide(ANN, intent(false, "lb-a1")).isAllowed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "bob, DetachLoadBalancers, cn-hangzhou, asg-a1", "ann, DetachAlbServerGroups, cn-hangzhou, asg-a1",
			"ann, DetachLoadBalancers, cn-beijing, asg-a1", "ann, DetachLoadBalancers, cn-hangzhou, asg-b1" })
	void deniesIfCallerActionRegionOrGroupDoesNotMatch(String caller, String action, String region, String group) {
		Decision decision = decide(Subjects.named(caller),
				new Intent(action, region, group, List.of("lb-a1"), List.of(), false, DETACH_SCOPES, "token", null));
		assertThat(decision.verdict()).isEqualTo(Verdict.FORBIDDEN);
		assertThat(decision.detail())
			.isEqualTo("No rule allows this caller to call " + action + " on this scaling group.");
	}

	@Test
	void deniesUnlessOneRuleCoversEveryTarget() {
		for (Intent intent : List.of(intent(false, "lb-a1", "lb-f1"), intent(false))) {
			Decision decision = decide(ANN, intent);
			assertThat(decision.verdict()).isEqualTo(Verdict.FORBIDDEN);
			assertThat(decision.detail())
				.isEqualTo("No rule allows this caller to call DetachLoadBalancers on all of these "
						+ "targets of this scaling group together.");
			assertThat(decision.cause()).isEqualTo("together");
		}
	}

	@Test
	void namesTheTargetsThatNoRuleCovers() {
		for (Intent intent : List.of(intent(false, "lb-a1", "lb-x", "lb-y", "lb-x"), intent(true, "lb-x", "lb-y"))) {
			Decision decision = decide(ANN, intent);
			assertThat(decision.verdict()).isEqualTo(Verdict.FORBIDDEN);
			assertThat(decision.detail())
				.isEqualTo("No rule allows this caller to call DetachLoadBalancers on these targets of "
						+ "this scaling group: lb-x, lb-y.");
			assertThat(decision.cause()).isEqualTo("targets");
			assertThat(decision.arguments()).containsExactly("DetachLoadBalancers", "lb-x, lb-y");
		}
	}

	@Test
	void namesTenTargetsAtMost() {
		String[] targets = IntStream.rangeClosed(1, 11).mapToObj((i) -> "lb-x" + i).toArray(String[]::new);
		assertThat(decide(ANN, intent(false, targets)).arguments().getLast()).endsWith("lb-x9, lb-x10, …");
		assertThat(decide(ANN, intent(false, Arrays.copyOf(targets, 10))).arguments().getLast())
			.endsWith("lb-x9, lb-x10");
	}

	@Test
	void deniesForceWithoutARuleThatAllowsForce() {
		assertThat(decide(ANN, intent(true, "lb-f1"))).isEqualTo(new Decision(Verdict.ALLOWED, "forced", ""));
		assertThat(decide(ANN, intent(false, "lb-f1")).rule()).as("the right to force includes writes without force")
			.isEqualTo("forced");
		Decision decision = decide(ANN, intent(true, "lb-a1"));
		assertThat(decision.verdict()).isEqualTo(Verdict.FORBIDDEN);
		assertThat(decision.rule()).isEqualTo("default-deny");
		assertThat(decision.detail()).isEqualTo(
				"No rule allows this caller to call DetachLoadBalancers with force on all of these targets of this scaling group.");
	}

	@ParameterizedTest
	@CsvSource({ "READ, false, ess.detach", "READ, true, ess.detach", "DETACH_FORCE, true, ess.detach",
			"DETACH, true, ess.detach.force" })
	void deniesAWriteWithoutTheScopeInSpiteOfARule(Scope scope, boolean force, String missing) {
		Decision decision = decide(Subjects.scoped(scope), intent(force, "lb-f1"));
		assertThat(decision)
			.isEqualTo(new Decision(Verdict.FORBIDDEN, "scopes", "The token lacks the scope " + missing + ".", "scope",
					List.of(missing), force ? List.of(Scope.DETACH, Scope.DETACH_FORCE) : List.of(Scope.DETACH)));
	}

	@Test
	void allowsAWriteWithTheRequiredScopes() {
		assertThat(decide(Subjects.scoped(Scope.DETACH), intent(false, "lb-f1")).isAllowed()).isTrue();
		assertThat(decide(Subjects.scoped(Scope.DETACH, Scope.DETACH_FORCE), intent(true, "lb-f1")).isAllowed())
			.isTrue();
	}

	@Test
	void rejectsAWriteWhileReadOnlyModeIsOn() {
		Rules rules = this.policy.rules().withReadOnly(true);
		for (Policy readOnly : List.of(new Policy(rules, false), new Policy(rules, true))) {
			for (Subject anybody : List.of(ANN, BOB, Subject.anonymous("192.0.2.1"), Subjects.scoped(Scope.READ))) {
				Decision decision = decide(readOnly, anybody, intent(false, "lb-a1"));
				assertThat(decision.verdict()).isEqualTo(Verdict.READ_ONLY);
				assertThat(decision.rule()).isEqualTo("read-only");
				assertThat(decision.detail()).contains("Read-only mode is on");
			}
			assertThat(readOnly.mayRead(ANN, READ, "cn-hangzhou", "asg-a1")).isTrue();
		}
	}

	@Test
	void deniesAWriteToAProtectedGroupInSpiteOfARule() {
		Policy guarded = guarded();
		assertThat(decide(guarded, ANN, intent(false, "lb-a1"))).isEqualTo(Decision.protectedGroup());
		assertThat(Decision.protectedGroup().verdict()).isEqualTo(Verdict.PROTECTED);
		assertThat(Decision.protectedGroup().rule()).isEqualTo("protected");
		assertThat(Decision.protectedGroup().detail()).contains("protected");
	}

	@ParameterizedTest
	@CsvSource({ "ASG-a1, asg-A1", "ASG-A*, asg-a1", "asg-a1, ASG-A1", "I*, i1", "asg-b1, asg-a1x" })
	void protectsAGroupInAnySpellingOfCase(String written, String group) {
		Policy guarded = new Policy(new Rules(false, List.of(), some(written), List.of()), true);
		Intent intent = new Intent(DETACH, "cn-hangzhou", group, List.of("lb-a1"), List.of(), false, DETACH_SCOPES,
				"token", null);
		assertThat(decide(guarded, Subject.anonymous("192.0.2.1"), intent).verdict())
			.isEqualTo(written.equals("asg-b1") ? Verdict.ALLOWED : Verdict.PROTECTED);
	}

	@Test
	void matchesRulesAndExceptionsCaseSensitively() {
		Intent shouted = new Intent(DETACH, "cn-hangzhou", "ASG-A1", List.of("lb-a1"), List.of(), false, DETACH_SCOPES,
				"token", null);
		assertThat(decide(ANN, shouted).verdict()).isEqualTo(Verdict.FORBIDDEN);
		Policy guarded = guarded(exemption("ann", "ASG-A1", "lb-a1", NOW.plusSeconds(60)));
		assertThat(decide(guarded, ANN, intent(false, "lb-a1")).verdict()).isEqualTo(Verdict.PROTECTED);
	}

	@Test
	void hidesProtectionFromCallersWithoutARight() {
		assertThat(decide(guarded(), BOB, intent(false, "lb-a1")).verdict()).isEqualTo(Verdict.FORBIDDEN);
		assertThat(decide(guarded(), Subjects.scoped(Scope.READ), intent(false, "lb-a1")).rule()).isEqualTo("scopes");
	}

	@Test
	void liftsProtectionUntilTheExceptionEnds() {
		Policy guarded = guarded(exemption("ann", "asg-a*", "lb-a1", NOW.plusNanos(1)));
		assertThat(decide(guarded, ANN, intent(false, "lb-a1")))
			.isEqualTo(new Decision(Verdict.ALLOWED, "plain, exception CHG-1", ""));
		assertThat(guarded.decide(ANN, intent(false, "lb-a1"), NOW.plusNanos(1)).verdict())
			.isEqualTo(Verdict.PROTECTED);
		assertThat(guarded.decide(ANN, intent(false, "lb-a1"), NOW.plus(Duration.ofDays(1))).verdict())
			.isEqualTo(Verdict.PROTECTED);
	}

	@Test
	void limitsAnExceptionToItsCallersGroupsAndTargets() {
		Instant later = NOW.plusSeconds(60);
		for (Exemption other : List.of(exemption("bob", "asg-a1", "lb-a1", later),
				exemption("ann", "asg-a2", "lb-a1", later), exemption("ann", "asg-a1", "lb-a2", later),
				exemption("ann", "asg-a1", "lb-a1", NOW))) {
			assertThat(decide(guarded(other), ANN, intent(false, "lb-a1")).verdict()).isEqualTo(Verdict.PROTECTED);
			assertThat(decide(guarded(other, exemption("ann", "asg-a1", "lb-a1", later)), ANN, intent(false, "lb-a1"))
				.isAllowed()).isTrue();
		}
	}

	@Test
	void deniesAWriteWithAnExceptionButNoRule() {
		assertThat(
				decide(guarded(exemption("bob", "asg-a1", "lb-a1", NOW.plusSeconds(60))), BOB, intent(false, "lb-a1"))
					.verdict())
			.isEqualTo(Verdict.FORBIDDEN);
	}

	@Test
	void allowsAllButProtectedGroupsInOpenMode() {
		Subject anybody = Subject.anonymous("192.0.2.1");
		Policy open = new Policy(new Rules(false, List.of(), some("asg-core*"), List.of()), true);
		assertThat(decide(open, anybody, intent(true, "lb-a1"))).isEqualTo(new Decision(Verdict.ALLOWED, "open", ""));
		assertThat(open
			.decide(anybody,
					new Intent(DETACH, "cn-hangzhou", "asg-core1", List.of("lb-a1"), List.of(), false, DETACH_SCOPES,
							"token", null),
					NOW)
			.verdict()).isEqualTo(Verdict.PROTECTED);
		assertThat(open.decideRead(anybody, READ, "cn-hangzhou").isAllowed()).isTrue();
		assertThat(open.mayRead(anybody, READ, "cn-hangzhou", "asg-core1")).isTrue();
		assertThat(open.mayRead(anybody, READ, "cn-hangzhou", null)).isTrue();
	}

	@Test
	void deniesAnUnauthenticatedCallerOutsideOpenMode() {
		Policy anybody = policy(new Rule("anybody", new Callers(Map.of("sub", Wildcards.ALL)), Wildcards.ALL,
				Wildcards.ALL, Wildcards.ALL, Wildcards.ALL, true));
		Subject anonymous = Subject.anonymous("192.0.2.1");
		assertThat(decide(anybody, anonymous, intent(false, "lb-a1")).verdict()).isEqualTo(Verdict.FORBIDDEN);
		assertThat(anybody.decideRead(anonymous, READ, "cn-hangzhou").isAllowed()).isFalse();
		assertThat(anybody.mayRead(anonymous, READ, "cn-hangzhou", "asg-a1")).isFalse();
	}

	@Test
	void allowsAReadOnlyInTheRegionsOfARule() {
		assertThat(this.policy.decideRead(ANN, READ, "cn-hangzhou"))
			.isEqualTo(new Decision(Verdict.ALLOWED, "reading", ""));
		for (Decision no : List.of(this.policy.decideRead(BOB, READ, "cn-hangzhou"),
				this.policy.decideRead(ANN, READ, "cn-beijing"))) {
			assertThat(no).isEqualTo(new Decision(Verdict.FORBIDDEN, "default-deny",
					"No rule allows this caller to call DescribeScalingActivities in this region.", "region",
					List.of(READ, ""), List.of()));
		}
		assertThat(this.policy.decideRead(ANN, "DescribeScalingGroups", "cn-hangzhou").isAllowed()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(value = Scope.class, names = "READ", mode = EnumSource.Mode.EXCLUDE)
	void deniesAReadWithoutTheReadScope(Scope other) {
		assertThat(this.policy.decideRead(Subjects.scoped(other), READ, "cn-hangzhou"))
			.isEqualTo(new Decision(Verdict.FORBIDDEN, "scopes", "The token lacks the scope ess.read.", "scope",
					List.of("ess.read"), List.of(Scope.READ)));
		assertThat(this.policy.mayRead(Subjects.scoped(other), READ, "cn-hangzhou", "asg-a1")).isFalse();
		assertThat(this.policy.mayRead(Subjects.scoped(Scope.READ), READ, "cn-hangzhou", "asg-a1")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "asg-b1", "asg", "asg-A1" })
	void deniesAReadAboutAGroupWithoutARuleForTheGroup(String other) {
		assertThat(this.policy.mayRead(ANN, READ, "cn-hangzhou", "asg-a1")).isTrue();
		assertThat(this.policy.mayRead(ANN, READ, "cn-hangzhou", other)).isFalse();
		assertThat(this.policy.mayRead(ANN, READ, "cn-beijing", "asg-a1")).isFalse();
		assertThat(this.policy.mayRead(ANN, "DescribeScalingGroups", "cn-hangzhou", "asg-a1")).isFalse();
		assertThat(this.policy.mayRead(BOB, READ, "cn-hangzhou", "asg-a1")).isFalse();
	}

	@Test
	void allowsAReadAboutAnUnknownGroupToReadersOfAllGroups() {
		assertThat(this.policy.mayRead(ANN, READ, "cn-hangzhou", null)).isFalse();
		Policy all = policy(new Rule("all", callers("ann"), some(READ), some("cn-hangzhou"), some("asg-a", "*"),
				Wildcards.NONE, false));
		assertThat(all.mayRead(ANN, READ, "cn-hangzhou", null)).isTrue();
	}

	@Test
	void onlyRulesAndExceptionsNeedAuthenticatedCallers() {
		assertThat(Rules.NONE.nameCallers()).isFalse();
		assertThat(new Rules(true, List.of(), Wildcards.ALL, List.of()).nameCallers()).isFalse();
		assertThat(new Rules(false, List.of(this.plain), Wildcards.NONE, List.of()).nameCallers()).isTrue();
		assertThat(new Rules(false, List.of(), Wildcards.NONE, List.of(exemption("ann", "*", "*", NOW))).nameCallers())
			.isTrue();
	}

	@Test
	void aReadOnlyCopyKeepsTheOtherFields() {
		Rules rules = guarded(exemption("ann", "*", "*", NOW)).rules();
		assertThat(rules.withReadOnly(true))
			.isEqualTo(new Rules(true, rules.rules(), rules.protectedGroups(), rules.exemptions()));
	}

	@Test
	void anIntentContainsWhatTheCallDeclares() {
		EssCall<WriteResponse> call = EssCall.write(DETACH, "cn-hangzhou", "token")
			.scalingGroup("asg-a1")
			.targets("LoadBalancer", List.of("lb-a1", "lb-a2"))
			.parameter("Async", true)
			.scope("ess.detach")
			.force("AnyForce", true, "ess.detach.force")
			.build();
		assertThat(Intent.of(call, "because"))
			.isEqualTo(new Intent(DETACH, "cn-hangzhou", "asg-a1", List.of("lb-a1", "lb-a2"), List.of("Async=true"),
					true, List.of(Scope.DETACH, Scope.DETACH_FORCE), "token", "because"));
	}

	@Test
	void rejectsACallWithAnUnknownScope() {
		EssCall<WriteResponse> call = EssCall.write(DETACH, "cn-hangzhou", "token")
			.scalingGroup("asg-a1")
			.targets("LoadBalancer", List.of("lb-a1"))
			.scope("ess.unknown")
			.build();
		assertThatIllegalArgumentException().isThrownBy(() -> Intent.of(call, null));
	}

	@Test
	void scopesHaveTheNamesInTokensAndAnonymousHasAll() {
		assertThat(Stream.of(Scope.values()).map(Scope::id)).containsExactly("ess.read", "ess.detach",
				"ess.detach.force", "ess.attach", "ess.attach.force");
		Subject anonymous = Subject.anonymous("192.0.2.1");
		assertThat(anonymous.scopes()).isEqualTo(EnumSet.allOf(Scope.class));
		assertThat(anonymous.authenticated()).isFalse();
	}

	private Decision decide(Subject subject, Intent intent) {
		return decide(this.policy, subject, intent);
	}

	private static Decision decide(Policy policy, Subject subject, Intent intent) {
		return policy.decide(subject, intent, NOW);
	}

	private Policy guarded(Exemption... exemptions) {
		return new Policy(new Rules(false, List.of(this.plain), some("asg-core", "asg-a*"), List.of(exemptions)),
				false);
	}

	private static Policy policy(Rule... rules) {
		return new Policy(new Rules(false, List.of(rules), Wildcards.NONE, List.of()), false);
	}

	private static Rule rule(String name, String caller, @Nullable String targets, boolean force) {
		return new Rule(name, callers(caller), (targets != null) ? some(DETACH) : some(READ), some("cn-hangzhou"),
				some("asg-a*"), (targets != null) ? some(targets) : Wildcards.NONE, force);
	}

	private static Exemption exemption(String caller, String groups, String targets, Instant until) {
		return new Exemption("CHG-1", callers(caller), until, some(groups), some(targets));
	}

	private static Intent intent(boolean force, String... targets) {
		return new Intent(DETACH, "cn-hangzhou", "asg-a1", List.of(targets), List.of(), force,
				force ? List.of(Scope.DETACH, Scope.DETACH_FORCE) : DETACH_SCOPES, "token", null);
	}

	private static Callers callers(String sub) {
		return new Callers(Map.of("sub", some(sub)));
	}

	private static Wildcards some(String... names) {
		return new Wildcards(Stream.of(names).map(Wildcard::new).toList());
	}

}
