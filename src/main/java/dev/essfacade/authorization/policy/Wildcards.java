package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Locale;

/**
 * Names of which any will do.
 *
 * @param any the names; none matches nothing
 */
public record Wildcards(List<Wildcard> any) {

	/** Nothing. */
	public static final Wildcards NONE = new Wildcards(List.of());

	/** Everything. */
	public static final Wildcards ALL = new Wildcards(List.of(new Wildcard("*")));

	public Wildcards {
		any = List.copyOf(any);
	}

	boolean match(String name) {
		return this.any.stream().anyMatch((wildcard) -> wildcard.matches(name));
	}

	/** For what is denied: who spells it otherwise is denied, too. */
	boolean matchInAnyCase(String name) {
		return this.any.stream().anyMatch((wildcard) -> wildcard.inLowerCase().matches(name.toLowerCase(Locale.ROOT)));
	}

	/** Whether each of the names matches. Of no names at all none does. */
	boolean matchAll(List<String> names) {
		return !names.isEmpty() && names.stream().allMatch(this::match);
	}

	boolean matchEverything() {
		return this.any.stream().anyMatch(Wildcard::matchesEverything);
	}

}
