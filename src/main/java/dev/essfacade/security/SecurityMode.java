package dev.essfacade.security;

import org.springframework.core.env.Environment;

/** The setting {@code facade.security.mode}: whether callers are authenticated. */
public final class SecurityMode {

	private SecurityMode() {
	}

	/** Returns true only for the exact value {@code open}. Callers then need no token. */
	public static boolean isOpen(Environment environment) {
		return "open".equals(environment.getProperty("facade.security.mode"));
	}

}
