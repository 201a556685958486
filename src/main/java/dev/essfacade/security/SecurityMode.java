package dev.essfacade.security;

import org.springframework.core.env.Environment;

/** Whether callers are asked who they are. */
public final class SecurityMode {

	private SecurityMode() {
	}

	/** Whether nobody is asked, as only this very word says. */
	public static boolean isOpen(Environment environment) {
		return "open".equals(environment.getProperty("facade.security.mode"));
	}

}
