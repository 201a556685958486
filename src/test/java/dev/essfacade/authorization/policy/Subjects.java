package dev.essfacade.authorization.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Callers for tests. */
public final class Subjects {

	private Subjects() {
	}

	/** Returns a caller whose token has every scope. */
	public static Subject named(String id) {
		return with(Map.of("sub", List.of(id)));
	}

	static Subject with(Map<String, List<String>> claims) {
		return new Subject("somebody", "192.0.2.1", claims, EnumSet.allOf(Scope.class), true);
	}

	static Subject scoped(Scope... scopes) {
		EnumSet<Scope> some = EnumSet.noneOf(Scope.class);
		some.addAll(Arrays.asList(scopes));
		return new Subject("ann", "192.0.2.1", Map.of("sub", List.of("ann")), some, true);
	}

}
