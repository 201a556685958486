package dev.essfacade.support;

import dev.essfacade.ess.FreshEssClient;
import dev.essfacade.scalingactivity.FreshActivities;
import dev.essfacade.startup.SecretLoggersFilter;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Resets the simulator, the service's ESS client and the cache of activities before each
 * test. Injects the simulator and a {@link Caller}. Searches the captured log for secrets
 * after each test.
 */
public class FacadeExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

	@Override
	public void beforeEach(ExtensionContext context) {
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
		ConfigurableApplicationContext service = (ConfigurableApplicationContext) SpringExtension
			.getApplicationContext(context);
		FreshEssClient.in(service);
		FreshActivities.in(service);
		if (LogCapture.listen()) {
			// A service that started later has reset the log, and removed this
			// service's filter. In production, a process has one service.
			new SecretLoggersFilter().initialize(service);
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		KnownSecrets.mustNotBeInAny("the log", LogCapture.takeRecent());
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
