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
public record StartedFacade(ConfigurableApplicationContext context) implements AutoCloseable {

	/** Started with the tests' usual settings and some more. */
	public static StartedFacade with(String... settings) {
		return new StartedFacade(SpringApplication.run(EssFacadeApplication.class,
				Stream.of(SimulatedEss.settings(settings)).map((setting) -> "--" + setting).toArray(String[]::new)));
	}

	/** Somebody who calls its main port. */
	public Caller caller() {
		return callerOf("local.server.port");
	}

	/** Somebody who calls its management port. */
	public Caller managementCaller() {
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
