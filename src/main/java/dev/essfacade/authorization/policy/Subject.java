package dev.essfacade.authorization.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The caller of a request.
 *
 * @param id the {@code sub} of its token; {@code anonymous} in open mode
 * @param address IP address of the caller
 * @param claims claims of its token by name; a single value is a list of one
 * @param scopes scopes of its token
 * @param authenticated whether a token identified the caller
 */
public record Subject(String id, String address, Map<String, List<String>> claims, Set<Scope> scopes,
		boolean authenticated) {

	/**
	 * Returns the id by which limits count this caller's requests; null if callers are
	 * anonymous.
	 */
	public @Nullable String limitKey() {
		return this.authenticated ? this.id : null;
	}

	/** Returns the subject of every request in open mode. */
	public static Subject anonymous(String address) {
		return new Subject("anonymous", address, Map.of(), EnumSet.allOf(Scope.class), false);
	}

}
