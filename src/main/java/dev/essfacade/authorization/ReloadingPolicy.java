package dev.essfacade.authorization;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Policy;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.authorization.rules.InvalidRulesException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy that holds at the moment. What is written down takes its place as soon as it
 * changes; while that has a mistake, or is gone, the last good one holds. The read-only
 * setting stands above it, whatever becomes of the rules.
 */
class ReloadingPolicy {

	private static final Logger logger = LoggerFactory.getLogger(ReloadingPolicy.class);

	private final PolicySource source;

	private final BooleanSupplier readOnly;

	private final InstantSource clock;

	private volatile Policy policy;

	private @Nullable String taken;

	private volatile @Nullable String problem;

	/** What has the problem, as far as it could be read. */
	private @Nullable String refused;

	/**
	 * Starts with what is written down.
	 * @param readOnly what the setting says at the moment; it must not take any time
	 */
	ReloadingPolicy(PolicySource source, BooleanSupplier readOnly, InstantSource clock) {
		this.source = source;
		this.readOnly = readOnly;
		this.clock = clock;
		this.policy = source.policy();
		say();
	}

	/** May a write be made now? */
	Decision decide(Subject subject, Intent intent) {
		return policy().decide(subject, intent, this.clock.instant());
	}

	/** May anything be read with an action in a region now? */
	Decision decideRead(Subject subject, String action, String regionId) {
		return this.policy.decideRead(subject, action, regionId);
	}

	/** May what it says of a group be seen now? */
	boolean mayRead(Subject subject, String action, String regionId, @Nullable String scalingGroupId) {
		return this.policy.mayRead(subject, action, regionId, scalingGroupId);
	}

	Policy policy() {
		Policy now = this.policy;
		return this.readOnly.getAsBoolean() ? now.withoutWrites() : now;
	}

	/** Whether older rules hold than those that are written down. */
	boolean isOutdated() {
		return this.problem != null;
	}

	/**
	 * Takes what is written down now, if it has changed. Whatever comes of it, there will
	 * be a next look.
	 */
	synchronized void look() {
		@Nullable String text = null;
		try {
			text = this.source.text();
			if (this.problem != null || !Objects.equals(text, this.taken)) {
				use(this.source.policy(text));
				this.taken = text;
				this.problem = null;
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			keep("it cannot be read (" + ex.getClass().getSimpleName() + ")", text, false);
		}
		catch (InvalidRulesException ex) {
			keep(Objects.requireNonNull(ex.getMessage()), text, ex.saysReadOnly());
		}
	}

	private void use(Policy next) {
		if (!next.equals(this.policy)) {
			boolean stopped = this.policy.rules().readOnly();
			this.policy = next;
			say();
			if (stopped && !next.rules().readOnly()) {
				logger.warn("Read-only mode, by the access rules, is over");
			}
		}
	}

	/** A mistake elsewhere must not keep anybody from stopping all writes. */
	private void keep(String why, @Nullable String text, boolean stopsWrites) {
		if (!why.equals(this.problem) || !Objects.equals(text, this.refused)) {
			this.problem = why;
			this.refused = text;
			logger.error("The access rules are not taken over from {}, {}; the last good ones still hold",
					this.source.name(), why);
		}
		if (stopsWrites) {
			use(this.policy.withoutWrites());
		}
	}

	private void say() {
		Rules rules = this.policy.rules();
		logger.info("Access rules: {} rules, {} protected groups or patterns, {} exceptions", rules.rules().size(),
				rules.protectedGroups().any().size(), rules.exemptions().size());
		if (rules.readOnly()) {
			logger.warn("Read-only mode, by the access rules: every write is refused");
		}
		if (rules.rules().isEmpty() && !this.policy.open()) {
			logger.warn("There are no access rules: every call of ESS is refused");
		}
	}

}
