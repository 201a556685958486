package dev.essfacade.authorization.policy;

import java.util.List;

/**
 * All that is written down on who may do what.
 *
 * @param readOnly whether nobody may write
 * @param rules who may do what; nobody may do anything else
 * @param protectedGroups scaling groups that nobody may write to, whatever a rule says
 * @param exemptions who may nonetheless, and until when
 */
public record Rules(boolean readOnly, List<Rule> rules, Wildcards protectedGroups, List<Exemption> exemptions) {

	/** Nothing is written down: nobody may do anything. */
	public static final Rules NONE = new Rules(false, List.of(), Wildcards.NONE, List.of());

	public Rules {
		rules = List.copyOf(rules);
		exemptions = List.copyOf(exemptions);
	}

	/** Whether anything here is about somebody, and so needs to know who calls. */
	public boolean nameCallers() {
		return !this.rules.isEmpty() || !this.exemptions.isEmpty();
	}

	/** The same, with writes switched off or not. */
	public Rules withReadOnly(boolean readOnly) {
		return new Rules(readOnly, this.rules, this.protectedGroups, this.exemptions);
	}

}
