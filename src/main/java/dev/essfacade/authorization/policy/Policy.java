package dev.essfacade.authorization.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Decides by the rules. One rule has to allow the whole of a request.
 *
 * @param rules the rules
 * @param open whether nobody is asked who they are; then rules about callers say nothing,
 * but protected groups and read-only mode hold
 */
public record Policy(Rules rules, boolean open) {

	private static final Decision OPEN = Decision.allowedBy("open");

	/** The same, but nobody may write. */
	public Policy withoutWrites() {
		return new Policy(this.rules.withReadOnly(true), this.open);
	}

	/** May a write be made? */
	public Decision decide(Subject subject, Intent intent, Instant now) {
		if (this.rules.readOnly()) {
			return Decision.readOnly();
		}
		List<Scope> needed = intent.force() ? List.of(Scope.DETACH, Scope.DETACH_FORCE) : List.of(Scope.DETACH);
		Optional<Decision> unscoped = missing(needed, subject);
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

	/** Says which part of the request is too much; that tells of no right but its own. */
	private Decision byRules(Subject subject, Intent intent) {
		List<Rule> forGroup = this.rules.rules().stream().filter((rule) -> rule.lets(subject, intent)).toList();
		if (forGroup.isEmpty()) {
			return Decision.withoutRule(intent.action(), "on this scaling group");
		}
		List<Rule> forTargets = forGroup.stream().filter((rule) -> rule.targets().matchAll(intent.targets())).toList();
		if (forTargets.isEmpty()) {
			return Decision.withoutRule(intent.action(), "for all of these targets of this scaling group");
		}
		return forTargets.stream()
			.filter((rule) -> rule.force() || !intent.force())
			.findFirst()
			.map((rule) -> Decision.allowedBy(rule.name()))
			.orElseGet(() -> Decision.withoutRule(intent.action(),
					"with force on all of these targets of this scaling group"));
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

	/** May anything be read with an action in a region? */
	public Decision decideRead(Subject subject, String action, String regionId) {
		return missing(List.of(Scope.READ), subject).orElseGet(() -> this.open ? OPEN
				: readers(subject, action, regionId).findFirst()
					.map((rule) -> Decision.allowedBy(rule.name()))
					.orElseGet(() -> Decision.withoutRule(action, "in this region")));
	}

	/**
	 * Whether a subject may see what an action says of a group. What ESS names no group
	 * for is seen by who may see every group.
	 */
	public boolean mayRead(Subject subject, String action, String regionId, @Nullable String scalingGroupId) {
		return decideRead(subject, action, regionId).isAllowed()
				&& (this.open || readers(subject, action, regionId).anyMatch((rule) -> rule.covers(scalingGroupId)));
	}

	private Stream<Rule> readers(Subject subject, String action, String regionId) {
		return this.rules.rules().stream().filter((rule) -> rule.lets(subject, action, regionId));
	}

}
