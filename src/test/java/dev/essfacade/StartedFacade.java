package dev.essfacade;

import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service of one's own in front of the one simulator, for tests of settings and of its
 * life.
 *
 * @param context the running application
 */
record StartedFacade(ConfigurableApplicationContext context) implements AutoCloseable {

	/** Started with the tests' usual settings and some more. */
	static StartedFacade with(String... settings) {
		return new StartedFacade(SpringApplication.run(EssFacadeApplication.class,
				Stream.of(SimulatedEss.settings(settings)).map((setting) -> "--" + setting).toArray(String[]::new)));
	}

	Caller caller() {
		return callerOf("local.server.port");
	}

	Caller managementCaller() {
		return callerOf("local.management.port");
	}

	private Caller callerOf(String port) {
		return new Caller(Integer.parseInt(this.context.getEnvironment().getProperty(port, "")));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
