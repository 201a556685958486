package dev.essfacade.authorization.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param id what its issuer calls it ({@code sub}); {@code anonymous} in open mode
 * @param address where the request came from
 * @param claims what its token says of it, by name; a single value is a list of one
 * @param scopes what its token may be used for
 * @param authenticated whether somebody vouches for it
 */
public record Subject(String id, String address, Map<String, List<String>> claims, Set<Scope> scopes,
		boolean authenticated) {

	/** Anybody, where nobody is asked who they are: open mode. */
	public static Subject anonymous(String address) {
		return new Subject("anonymous", address, Map.of(), EnumSet.allOf(Scope.class), false);
	}

}
