package dev.essfacade.authorization;

import java.util.Objects;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.audit.AuditedWrite;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.authorization.AttachmentsReader.ReadResult;
import dev.essfacade.authorization.GroupLocks.GroupLock;
import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Decision.Part;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.ConcurrencyLimiter;
import dev.essfacade.ess.ConcurrencyLimiter.Permit;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.security.CurrentSubject;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Calls ESS on behalf of the current caller: decides on each call by the access rules,
 * limits the calls in flight, and records writes in the audit log.
 */
@Component
public class AuthorizedEssClient {

	private static final Logger logger = LoggerFactory.getLogger(AuthorizedEssClient.class);

	private final CurrentSubject current;

	private final ReloadingPolicy policy;

	private final ConcurrencyLimiter limiter;

	private final AuditLogger audit;

	private final AttachmentsReader attachments;

	private final EssClient ess;

	private final GroupLocks locks = new GroupLocks();

	AuthorizedEssClient(CurrentSubject current, ReloadingPolicy policy, ConcurrencyLimiter limiter, AuditLogger audit,
			AttachmentsReader attachments, EssClient ess) {
		this.current = current;
		this.policy = policy;
		this.limiter = limiter;
		this.audit = audit;
		this.attachments = attachments;
		this.ess = ess;
	}

	/** Makes a write that needs no read before it. */
	public EssResult<WriteResponse> write(EssCall<WriteResponse> call, @Nullable String reason) {
		return write(call, reason, null).result();
	}

	/**
	 * Makes a write. If {@code facade.read-attachments-first} is true, the writes of this
	 * replica to one scaling group run one after the other.
	 * @param reason the caller's reason, for the audit record
	 * @param guard the conditions of a detach; null for any other write
	 * @throws ProblemException if the write is denied, a condition is violated or not
	 * supported, the group is busy, or the intent cannot be recorded; no write was sent
	 * @throws UnknownRegionException if the region is not served; nothing was sent
	 * @throws EssException if ESS did not execute the write, or the outcome is unknown
	 */
	public WriteResult write(EssCall<WriteResponse> call, @Nullable String reason, @Nullable DetachGuard guard) {
		this.ess.requireServed(call.regionId());
		this.attachments.requireSupported(guard);
		Subject subject = this.current.get();
		Intent intent = Intent.of(call, reason);
		Decision decision = this.policy.decide(subject, intent);
		AuditedWrite audited = this.audit.start(subject, intent, decision);
		if (!decision.isAllowed()) {
			audited.denied();
			throw denied(decision, call);
		}
		Deadline deadline = this.ess.deadline();
		try (Permit _ = this.limiter.acquire(call, subject.limitKey()); GroupLock _ = lock(call, audited, deadline)) {
			ReadResult before = this.attachments.read(call, guard, deadline);
			requireFulfilled(guard, before, call, audited);
			audited.intended(before.forAudit(guard));
			EssResult<WriteResponse> result = send(call, guard, before, deadline);
			audited.succeeded(result);
			return new WriteResult(result, before.attachments());
		}
		catch (EssException ex) {
			audited.failed(ex);
			throw ex;
		}
	}

	/**
	 * Locks the group, so that no other write of this replica comes between read and
	 * write. The wait may take a quarter of the time left. There is no lock if
	 * {@code facade.read-attachments-first} is false.
	 */
	private GroupLock lock(EssCall<?> call, AuditedWrite audited, Deadline deadline) {
		if (!this.attachments.isEnabled()) {
			return GroupLock.NONE;
		}
		@Nullable GroupLock lock = this.locks.acquire(call.regionId(), Objects.requireNonNull(call.scalingGroupId()),
				deadline.quarter().left());
		if (lock == null) {
			throw rejected(ProblemException.of(ProblemCode.SCALING_GROUP_BUSY, "write"), call, audited);
		}
		return lock;
	}

	private void requireFulfilled(@Nullable DetachGuard guard, ReadResult before, EssCall<?> call,
			AuditedWrite audited) {
		@Nullable Attachments attached = before.attachments();
		@Nullable ProblemCode violation = (guard != null && attached != null) ? guard.violation(attached) : null;
		if (violation != null) {
			throw rejected(ProblemException.of(violation), call, audited);
		}
	}

	private static ProblemException rejected(ProblemException failure, EssCall<?> call, AuditedWrite audited) {
		audited.rejected(failure.code());
		return failure.withClientToken(call.clientToken());
	}

	private EssResult<WriteResponse> send(EssCall<WriteResponse> call, @Nullable DetachGuard guard, ReadResult before,
			Deadline deadline) {
		try {
			return this.ess.call(call, deadline);
		}
		catch (EssException ex) {
			@Nullable Attachments attached = before.attachments();
			throw (guard != null && attached != null && ex.isNotAttached())
					? ex.concerning(guard.placesOfNotAttached(attached)) : ex;
		}
	}

	/**
	 * Decides on the preview of a write, and returns the object that makes the reads of
	 * the preview. The caller needs the right to the write. A preview is also allowed if
	 * the group is protected.
	 * @throws ProblemException if a condition is not supported, or the write is denied
	 * for a reason other than the protection
	 * @throws UnknownRegionException if the region is not served
	 * @throws EssException if a concurrency limit is reached
	 */
	public PreviewReads preview(EssCall<?> write, @Nullable DetachGuard guard) {
		this.ess.requireServed(write.regionId());
		this.attachments.requireSupported(guard);
		Subject subject = this.current.get();
		Intent intent = Intent.of(write, null);
		Decision decision = this.policy.decide(subject, intent);
		boolean isProtected = decision.verdict() == Decision.Verdict.PROTECTED;
		if (!decision.isAllowed() && !isProtected) {
			this.audit.start(subject, intent, decision).denied();
			throw denied(decision, write);
		}
		boolean mayRead = this.policy.mayRead(subject, Attachments.ACTION, write.regionId(), write.scalingGroupId());
		Permit permit = this.limiter.acquire(write, subject.limitKey());
		return new PreviewReads(write, this.attachments.ifEnabled(guard), isProtected, mayRead, permit, this.ess);
	}

	/**
	 * Makes a read. The caller must have the right to the read in the region. If the call
	 * names a scaling group, the caller also needs the right on this group. If the call
	 * names no group, the response can concern a group that the caller may not read. The
	 * calling code must then check the group of the response with
	 * {@link #mayRead(EssCall, String, String)}.
	 * @throws ProblemException if the read is denied; nothing was sent
	 * @throws UnknownRegionException if the region is not served; nothing was sent
	 * @throws EssException if the read did not succeed
	 */
	public <T> EssResult<T> read(EssCall<T> call) {
		Decision decision = authorizeRead(call);
		try (Permit _ = permit(call, this.current.get(), decision)) {
			return this.ess.call(call);
		}
	}

	/**
	 * Authorizes a read as {@link #read} does, but sends nothing to ESS. Used where the
	 * response comes from the cache or from a poll that several requests share.
	 * @throws ProblemException if the read is denied
	 * @throws UnknownRegionException if the region is not served
	 */
	public Decision authorizeRead(EssCall<?> call) {
		if (call.isWrite()) {
			throw new IllegalArgumentException("A write needs a decision of its own");
		}
		this.ess.requireServed(call.regionId());
		Subject subject = this.current.get();
		Decision decision = decideRead(subject, call);
		if (!decision.isAllowed()) {
			this.audit.readDenied(subject, call, decision, code(decision).code(), call.scalingGroupId());
			throw denied(decision, call);
		}
		return decision;
	}

	private Decision decideRead(Subject subject, EssCall<?> call) {
		Decision decision = this.policy.decideRead(subject, call.action(), call.regionId());
		boolean group = call.scalingGroupId() == null
				|| this.policy.mayRead(subject, call.action(), call.regionId(), call.scalingGroupId());
		return (decision.isAllowed() && !group) ? Decision.withoutRule(call.action(), Part.GROUP) : decision;
	}

	private Permit permit(EssCall<?> read, Subject subject, Decision decision) {
		try {
			return this.limiter.acquire(read, subject.limitKey());
		}
		catch (EssException ex) {
			this.audit.readDenied(subject, read, decision, ProblemCode.OVERLOADED.code(), read.scalingGroupId());
			throw ex;
		}
	}

	/**
	 * Whether the caller may see what a response says about a scaling group.
	 * @param scalingGroupId null if ESS names none
	 * @param shown problem code or activity state that a denied caller gets instead; goes
	 * into the audit record
	 */
	public boolean mayRead(EssCall<?> call, @Nullable String scalingGroupId, String shown) {
		Subject subject = this.current.get();
		boolean may = this.policy.mayRead(subject, call.action(), call.regionId(), scalingGroupId);
		if (!may) {
			Decision decision = Decision.withoutRule(call.action(), Part.GROUP);
			log(decision, call);
			this.audit.readDenied(subject, call, decision, shown, scalingGroupId);
		}
		return may;
	}

	/**
	 * Whether the caller may read a scaling group with an action. Writes no audit record,
	 * since the caller did not request this read.
	 */
	public boolean mayRead(String action, String regionId, @Nullable String scalingGroupId) {
		return this.policy.mayRead(this.current.get(), action, regionId, scalingGroupId);
	}

	/** Logs the missing right, even if the response does not contain it. */
	private static void log(Decision decision, EssCall<?> call) {
		logger.info("Denied {} of {} in {}: {}", call.action(), call.subject(), call.regionId(), decision.detail());
	}

	private static ProblemException denied(Decision decision, EssCall<?> call) {
		log(decision, call);
		ProblemException problem = ProblemException.of(code(decision), decision.cause(), decision.arguments().toArray())
			.withClientToken(call.clientToken());
		return decision.scopes().isEmpty() ? problem : problem.withChallenge(Scope.challenge(decision.scopes()));
	}

	private static ProblemCode code(Decision decision) {
		return switch (decision.verdict()) {
			case FORBIDDEN -> ProblemCode.FORBIDDEN;
			case PROTECTED -> ProblemCode.PROTECTED;
			case READ_ONLY -> ProblemCode.READ_ONLY;
			case ALLOWED -> throw new IllegalArgumentException("An allowed call is not denied");
		};
	}

}
