package dev.essfacade.authorization;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Policy;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.authorization.rules.InvalidRulesException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * The current policy. Changed access rules replace it within five seconds. If a reload
 * fails, the previous rules stay active. Only read-only mode takes effect even if the
 * changed rules contain an error.
 */
class ReloadingPolicy {

	static final int RELOAD_INTERVAL_SECONDS = 2;

	private static final Duration RELOAD_TIMEOUT = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(ReloadingPolicy.class);

	private final PolicySource source;

	private final InstantSource clock;

	private volatile Policy policy;

	/**
	 * The text that the last reload read, valid or not. Null before the first reload, and
	 * if no rules are configured. Also null if the last reload failed for a reason other
	 * than an invalid text.
	 */
	private @Nullable String lastText;

	/** Why the last reload failed; null if it did not. */
	private volatile @Nullable String failure;

	private volatile Instant lastReload;

	/** Loads the policy; see {@link PolicySource#load()}. */
	ReloadingPolicy(PolicySource source, InstantSource clock) {
		this.source = source;
		this.clock = clock;
		this.policy = source.load();
		this.lastReload = clock.instant();
		logRules();
	}

	/** Decides on a write. */
	Decision decide(Subject subject, Intent intent) {
		return this.policy.decide(subject, intent, this.clock.instant());
	}

	/** Decides whether a subject may read anything with an action in a region. */
	Decision decideRead(Subject subject, String action, String regionId) {
		return this.policy.decideRead(subject, action, regionId);
	}

	/** Decides whether a subject may read a scaling group with an action. */
	boolean mayRead(Subject subject, String action, String regionId, @Nullable String scalingGroupId) {
		return this.policy.mayRead(subject, action, regionId, scalingGroupId);
	}

	boolean isReadOnly() {
		return this.policy.rules().readOnly();
	}

	/** Whether the last reload failed, or no reload has ended for ten seconds. */
	boolean isReloadFailed() {
		return this.failure != null
				|| Duration.between(this.lastReload, this.clock.instant()).compareTo(RELOAD_TIMEOUT) > 0;
	}

	/** Reads the access rules again, and activates them if they changed. */
	@Scheduled(fixedDelay = RELOAD_INTERVAL_SECONDS, timeUnit = TimeUnit.SECONDS)
	synchronized void reload() {
		@Nullable String next = null;
		try {
			next = this.source.text();
			if (!Objects.equals(next, this.lastText)) {
				activate(this.source.parse(next));
				recover();
			}
		}
		catch (InvalidRulesException ex) {
			reject(Objects.requireNonNull(ex.getMessage()), next != null, ex.isReadOnly());
			if (ex.isReadOnly()) {
				activate(this.policy.withoutWrites());
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			next = null; // so that the next reload parses the text again
			reject("it cannot be read (%s)".formatted(ex.getClass().getSimpleName()), false, false);
		}
		this.lastText = next;
		this.lastReload = this.clock.instant();
	}

	private void reject(String why, boolean changed, boolean readOnly) {
		if (changed || !why.equals(this.failure)) {
			logger.error("Reloading the access rules from {} failed: {}. The previous rules stay active{}.",
					this.source.name(), why, readOnly ? ", in read-only mode" : "");
		}
		this.failure = why;
	}

	private void recover() {
		if (this.failure != null) {
			logger.info("Reloading the access rules from {} succeeds again", this.source.name());
		}
		this.failure = null;
	}

	private void activate(Policy next) {
		if (!next.equals(this.policy)) {
			boolean wasReadOnly = isReadOnly();
			this.policy = next;
			logRules();
			if (wasReadOnly && !isReadOnly()) {
				logger.warn("Read-only mode is off: writes are allowed again by {}", this.source.name());
			}
		}
	}

	private void logRules() {
		Rules rules = this.policy.rules();
		logger.info("Access rules are active: {} rules, {} protected groups, {} exceptions", rules.rules().size(),
				rules.protectedGroups().any().size(), rules.exemptions().size());
		if (rules.readOnly()) {
			logger.warn("Read-only mode is on: all writes are rejected because of {}",
					this.source.settings().readOnly() ? "facade.access.read-only" : this.source.name());
		}
		if (rules.rules().isEmpty() && !this.policy.open()) {
			logger.warn("There are no access rules: all calls are denied");
		}
	}

}
