package dev.essfacade.access;

import java.time.InstantSource;

import dev.essfacade.StartedFacade;
import dev.essfacade.access.identity.ToldSubject;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A service that takes each caller's word for who they are, and holds them to rules.
 * Tokens are tested elsewhere.
 */
final class RuledFacade {

	private RuledFacade() {
	}

	static StartedFacade under(String rules, String... settings) {
		PolicySource source = new PolicySource(new AccessProperties(false, null, rules), false);
		return StartedFacade.with(
				(context) -> replace(context, new PolicyInForce(source, () -> false, InstantSource.system())),
				settings);
	}

	private static void replace(GenericApplicationContext context, PolicyInForce policy) {
		context.registerBean("toldSubject", ToldSubject.class, (bean) -> bean.setPrimary(true));
		context.registerBean("policyOfTheTest", PolicyInForce.class, () -> policy, (bean) -> bean.setPrimary(true));
	}

}
