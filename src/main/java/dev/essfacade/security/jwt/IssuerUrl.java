package dev.essfacade.security.jwt;

import java.net.URI;

import dev.essfacade.ess.http.Loopback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Validates URLs of a token issuer. Plain http is permitted for loopback only, because an
 * attacker who can change the issuer's responses can make valid tokens.
 */
public final class IssuerUrl {

	private IssuerUrl() {
	}

	/**
	 * Returns the URL of a setting, or null if it is empty like an unset environment
	 * variable.
	 * @throws InvalidConfigurationPropertyValueException if the URL is not safe
	 */
	public static @Nullable URI of(String setting, @Nullable URI url) {
		if (url == null || url.toString().isEmpty()) {
			return null;
		}
		if (!isSafe(url)) {
			throw new InvalidConfigurationPropertyValueException(setting, url.getHost(),
					"It must be an https URL without user, query and fragment. Plain http is permitted for loopback addresses "
							+ "only: an attacker who can change the issuer's responses can make valid tokens.");
		}
		return url;
	}

	static boolean isSafe(URI url) {
		boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
		boolean http = "http".equals(url.getScheme()) && url.getHost() != null && Loopback.is(url.getHost());
		return url.getHost() != null && bare && (http || "https".equals(url.getScheme()));
	}

}
