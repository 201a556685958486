package dev.essfacade.authorization;

import java.time.InstantSource;

import dev.essfacade.security.FixedSubject;
import dev.essfacade.support.StartedFacade;

import org.springframework.context.support.GenericApplicationContext;

/**
 * A service with access rules that reads the caller's name from a header, in place of a
 * token.
 */
final class FacadeWithRules {

	private FacadeWithRules() {
	}

	static StartedFacade under(String rules, String... settings) {
		PolicySource source = new PolicySource(new AccessProperties(false, null, rules), false);
		return StartedFacade.with((context) -> replace(context, new ReloadingPolicy(source, InstantSource.system())),
				settings);
	}

	private static void replace(GenericApplicationContext context, ReloadingPolicy policy) {
		context.registerBean("toldSubject", FixedSubject.class, (bean) -> bean.setPrimary(true));
		context.registerBean("policyOfTheTest", ReloadingPolicy.class, () -> policy, (bean) -> bean.setPrimary(true));
	}

}
