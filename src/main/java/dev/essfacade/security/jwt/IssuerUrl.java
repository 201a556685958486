package dev.essfacade.security.jwt;

import java.net.URI;

import dev.essfacade.ess.http.Loopback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Addresses of an issuer. Nobody on the way may change what it says: who can change its
 * keys can make tokens.
 */
public final class IssuerUrl {

	private IssuerUrl() {
	}

	/** A setting, if it is safe; empty is none, as an environment variable is unset. */
	public static @Nullable URI of(String setting, @Nullable URI url) {
		if (url == null || url.toString().isEmpty()) {
			return null;
		}
		if (!isSafe(url)) {
			throw new InvalidConfigurationPropertyValueException(setting, url.getHost(),
					"It must be an https URL without user, query and fragment; http only to this machine: who can "
							+ "change what the issuer says on its way can make tokens.");
		}
		return url;
	}

	static boolean isSafe(URI url) {
		boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
		boolean http = "http".equals(url.getScheme()) && url.getHost() != null && Loopback.is(url.getHost());
		return url.getHost() != null && bare && (http || "https".equals(url.getScheme()));
	}

}
