package dev.essfacade.authorization.policy;

import java.util.List;

/**
 * The content of a rules file.
 *
 * @param readOnly whether read-only mode is on: all writes are rejected
 * @param rules the access rules; everything that no rule allows is denied
 * @param protectedGroups scaling groups in which a write needs an exception in addition
 * to a rule
 * @param exemptions exceptions from protection
 */
public record Rules(boolean readOnly, List<Rule> rules, Wildcards protectedGroups, List<Exemption> exemptions) {

	/** No rules: every call is denied. */
	public static final Rules NONE = new Rules(false, List.of(), Wildcards.NONE, List.of());

	public Rules {
		rules = List.copyOf(rules);
		exemptions = List.copyOf(exemptions);
	}

	/** Whether any rule or exception needs an authenticated caller. */
	public boolean nameCallers() {
		return !this.rules.isEmpty() || !this.exemptions.isEmpty();
	}

	/** Returns a copy with read-only mode on or off. */
	public Rules withReadOnly(boolean readOnly) {
		return new Rules(readOnly, this.rules, this.protectedGroups, this.exemptions);
	}

}
