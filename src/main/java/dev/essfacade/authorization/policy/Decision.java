package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The access decision on a request.
 *
 * @param verdict whether the request is allowed, or why not
 * @param rule name of the rule that decided
 * @param detail the missing right, for the log; does not say whether a resource exists
 * @param cause selects the text of the problem that names the missing right
 * @param arguments values that are inserted into the text of the problem
 * @param scopes the scopes that the request requires, if the token lacks one of them
 */
public record Decision(Verdict verdict, String rule, String detail, String cause, List<String> arguments,
		List<Scope> scopes) {

	/** Maximum number of targets that a denial names. */
	private static final int MAX_TARGETS = 10;

	public Decision(Verdict verdict, String rule, String detail) {
		this(verdict, rule, detail, "", List.of(), List.of());
	}

	static Decision allowedBy(String rule) {
		return new Decision(Verdict.ALLOWED, rule, "");
	}

	static Decision readOnly() {
		return new Decision(Verdict.READ_ONLY, "read-only", "Read-only mode is on.");
	}

	static Decision protectedGroup() {
		return new Decision(Verdict.PROTECTED, "protected",
				"The scaling group is protected, and no exception names the caller.");
	}

	static Decision withoutScope(Scope missing, List<Scope> needed) {
		return new Decision(Verdict.FORBIDDEN, "scopes", "The token lacks the scope %s.".formatted(missing.id()),
				"scope", List.of(missing.id()), needed);
	}

	/** Returns the decision on a request that no rule allows. */
	public static Decision withoutRule(String action, Part part) {
		return withoutRule(action, part, List.of());
	}

	/**
	 * Returns the decision on a request that no rule allows.
	 * @param targets the targets of the request that no rule allows
	 */
	static Decision withoutRule(String action, Part part, List<String> targets) {
		String more = (targets.size() > MAX_TARGETS) ? ", …" : "";
		String named = targets.stream().limit(MAX_TARGETS).collect(Collectors.joining(", ", "", more));
		return new Decision(Verdict.FORBIDDEN, "default-deny",
				"No rule allows this caller to call %s %s%s.".formatted(action, part.words,
						targets.isEmpty() ? "" : ": " + named),
				part.name().toLowerCase(Locale.ROOT), List.of(action, named), List.of());
	}

	/** Whether the request is allowed. */
	public boolean isAllowed() {
		return this.verdict == Verdict.ALLOWED;
	}

	/** The kind of a decision. */
	public enum Verdict {

		/** A rule allows the request. */
		ALLOWED,

		/** No rule allows the request, or the token lacks a scope. */
		FORBIDDEN,

		/** The scaling group is protected. */
		PROTECTED,

		/** Read-only mode is on. */
		READ_ONLY

	}

	/** The part of a request that no rule allows. */
	public enum Part {

		/** No rule covers the action in the region. */
		REGION("in this region"),

		/** No rule covers the action and the scaling group. */
		GROUP("on this scaling group"),

		/** At least one target is covered by no rule. */
		TARGETS("on these targets of this scaling group"),

		/** Each target is covered by a rule, but no single rule covers all of them. */
		TOGETHER("on all of these targets of this scaling group together"),

		/** A rule covers all targets, but no such rule allows force. */
		FORCE("with force on all of these targets of this scaling group");

		private final String words;

		Part(String words) {
			this.words = words;
		}

	}

}
