package dev.essfacade.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.essfacade.EssFacadeApplication;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A service of one's own in front of the one simulator, for tests of settings and of its
 * life.
 *
 * @param context the running application
 */
public record StartedFacade(ConfigurableApplicationContext context) implements AutoCloseable {

	/** Started with the tests' usual settings and some more. */
	public static StartedFacade with(String... settings) {
		return with((_) -> {
		}, settings);
	}

	/** The same, with beans of the test's own. */
	public static StartedFacade with(Consumer<GenericApplicationContext> beans, String... settings) {
		// A service that another test still uses has set up the log; this one sets it up
		// again.
		LoggingSystem.get(StartedFacade.class.getClassLoader()).cleanUp();
		SpringApplication application = new SpringApplication(EssFacadeApplication.class);
		application.addInitializers((_) -> LogCapture.listen());
		application.addInitializers((context) -> SimulatedEss.skipPauses((GenericApplicationContext) context));
		application.addInitializers((context) -> beans.accept((GenericApplicationContext) context));
		return new StartedFacade(application.run(arguments(settings)));
	}

	/**
	 * The tests' usual settings and some more, for a command line. Given twice, an
	 * argument would be a list of two: the last one counts.
	 */
	public static String[] arguments(String... settings) {
		Map<String, String> last = new LinkedHashMap<>();
		Stream.of(SimulatedEss.settings(settings))
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> last.put(setting[0], setting[1]));
		return last.entrySet().stream().map((setting) -> "--" + setting).toArray(String[]::new);
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
		forgetLogSettings();
	}

	/**
	 * Boot leaves behind what it has told the log; the next service has its own settings.
	 */
	public static void forgetLogSettings() {
		Stream.of(LoggingSystemProperty.values())
			.map(LoggingSystemProperty::getEnvironmentVariableName)
			.forEach(System::clearProperty);
	}

}
