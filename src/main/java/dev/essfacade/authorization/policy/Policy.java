package dev.essfacade.authorization.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.essfacade.authorization.policy.Decision.Part;
import org.jspecify.annotations.Nullable;

/**
 * Access decisions by the rules. A request is allowed if one rule allows all of it.
 *
 * @param rules the rules
 * @param open whether callers are anonymous (open mode); then only read-only mode and the
 * protection of groups deny calls
 */
public record Policy(Rules rules, boolean open) {

	private static final Decision OPEN = Decision.allowedBy("open");

	/** Returns this policy in read-only mode. */
	public Policy withoutWrites() {
		return new Policy(this.rules.withReadOnly(true), this.open);
	}

	/** Decides on a write. */
	public Decision decide(Subject subject, Intent intent, Instant now) {
		if (this.rules.readOnly()) {
			return Decision.readOnly();
		}
		Optional<Decision> unscoped = missing(intent.scopes(), subject);
		if (unscoped.isPresent()) {
			return unscoped.get();
		}
		Decision decision = this.open ? OPEN : byRules(subject, intent);
		return decision.isAllowed() ? protect(decision, subject, intent, now) : decision;
	}

	private static Optional<Decision> missing(List<Scope> needed, Subject subject) {
		return needed.stream()
			.filter((scope) -> !subject.scopes().contains(scope))
			.findFirst()
			.map((missing) -> Decision.withoutScope(missing, needed));
	}

	/** A denial names only the part of the request that no rule allows. */
	private Decision byRules(Subject subject, Intent intent) {
		List<Rule> forGroup = this.rules.rules().stream().filter((rule) -> rule.lets(subject, intent)).toList();
		if (forGroup.isEmpty()) {
			return Decision.withoutRule(intent.action(), Part.GROUP);
		}
		List<Rule> forTargets = forGroup.stream().filter((rule) -> rule.targets().matchAll(intent.targets())).toList();
		if (forTargets.isEmpty()) {
			List<String> uncovered = intent.targets()
				.stream()
				.filter((target) -> forGroup.stream().noneMatch((rule) -> rule.targets().match(target)))
				.distinct()
				.toList();
			return Decision.withoutRule(intent.action(), uncovered.isEmpty() ? Part.TOGETHER : Part.TARGETS, uncovered);
		}
		return forTargets.stream()
			.filter((rule) -> rule.force() || !intent.force())
			.findFirst()
			.map((rule) -> Decision.allowedBy(rule.name()))
			.orElseGet(() -> Decision.withoutRule(intent.action(), Part.FORCE));
	}

	private Decision protect(Decision decision, Subject subject, Intent intent, Instant now) {
		if (!this.rules.protectedGroups().matchInAnyCase(intent.scalingGroupId())) {
			return decision;
		}
		Optional<Exemption> lifted = this.rules.exemptions()
			.stream()
			.filter((exemption) -> exemption.lifts(subject, intent, now))
			.findFirst();
		return lifted.map((exemption) -> Decision.allowedBy(decision.rule() + ", exception " + exemption.name()))
			.orElseGet(Decision::protectedGroup);
	}

	/** Decides on a read by its action and region alone, without the scaling group. */
	public Decision decideRead(Subject subject, String action, String regionId) {
		return missing(List.of(Scope.READ), subject).orElseGet(() -> this.open ? OPEN
				: readers(subject, action, regionId).findFirst()
					.map((rule) -> Decision.allowedBy(rule.name()))
					.orElseGet(() -> Decision.withoutRule(action, Part.REGION)));
	}

	/**
	 * Whether a subject may read a scaling group. If the group is unknown, the subject
	 * needs a rule for all groups.
	 */
	public boolean mayRead(Subject subject, String action, String regionId, @Nullable String scalingGroupId) {
		return decideRead(subject, action, regionId).isAllowed()
				&& (this.open || readers(subject, action, regionId).anyMatch((rule) -> rule.covers(scalingGroupId)));
	}

	private Stream<Rule> readers(Subject subject, String action, String regionId) {
		return this.rules.rules().stream().filter((rule) -> rule.lets(subject, action, regionId));
	}

}
