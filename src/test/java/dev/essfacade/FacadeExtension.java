package dev.essfacade;

import dev.essfacade.ess.FreshDoor;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Empties the simulator before each test, lets the service forget its troubles, and hands
 * it and a {@link Caller} to who asks.
 */
class FacadeExtension implements BeforeEachCallback, ParameterResolver {

	@Override
	public void beforeEach(ExtensionContext context) {
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
		FreshDoor.in(SpringExtension.getApplicationContext(context));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == EssSimulator.class || type == Caller.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		if (parameter.getParameter().getType() == EssSimulator.class) {
			return SimulatedEss.simulator();
		}
		String port = SpringExtension.getApplicationContext(context)
			.getEnvironment()
			.getProperty("local.server.port", "");
		return new Caller(Integer.parseInt(port));
	}

}
