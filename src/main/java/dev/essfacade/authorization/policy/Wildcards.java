package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Locale;

/**
 * Patterns of which at least one must match.
 *
 * @param any the patterns; an empty list matches nothing
 */
public record Wildcards(List<Wildcard> any) {

	/** Matches nothing. */
	public static final Wildcards NONE = new Wildcards(List.of());

	/** Matches everything. */
	public static final Wildcards ALL = new Wildcards(List.of(new Wildcard("*")));

	public Wildcards {
		any = List.copyOf(any);
	}

	boolean match(String name) {
		return this.any.stream().anyMatch((wildcard) -> wildcard.matches(name));
	}

	/** Ignores case, so that a protected name is protected in every spelling. */
	boolean matchInAnyCase(String name) {
		return this.any.stream().anyMatch((wildcard) -> wildcard.inLowerCase().matches(name.toLowerCase(Locale.ROOT)));
	}

	/** Whether every name matches; false if there are no names. */
	boolean matchAll(List<String> names) {
		return !names.isEmpty() && names.stream().allMatch(this::match);
	}

	boolean matchEverything() {
		return this.any.stream().anyMatch(Wildcard::matchesEverything);
	}

}
