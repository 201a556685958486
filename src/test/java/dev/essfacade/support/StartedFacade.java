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
 * A separate service that calls the shared simulator, for tests of settings and shutdown.
 *
 * @param context the running application
 */
public record StartedFacade(ConfigurableApplicationContext context) implements AutoCloseable {

	/** Starts a service with the tests' default settings and more settings. */
	public static StartedFacade with(String... settings) {
		return with((_) -> {
		}, settings);
	}

	/** Starts a service with more settings and with beans of the test. */
	public static StartedFacade with(Consumer<GenericApplicationContext> beans, String... settings) {
		// A shared service has configured the log; this service configures it again.
		LoggingSystem.get(StartedFacade.class.getClassLoader()).cleanUp();
		SpringApplication application = new SpringApplication(EssFacadeApplication.class);
		application.addInitializers((_) -> LogCapture.listen());
		application.addInitializers((context) -> SimulatedEss.skipPauses((GenericApplicationContext) context));
		application.addInitializers((context) -> beans.accept((GenericApplicationContext) context));
		return new StartedFacade(application.run(arguments(settings)));
	}

	/**
	 * Returns default settings and more settings as command-line arguments. The last
	 * value of a repeated setting is used, because Boot would bind a repeated argument as
	 * a list.
	 */
	public static String[] arguments(String... settings) {
		Map<String, String> last = new LinkedHashMap<>();
		Stream.of(SimulatedEss.settings(settings))
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> last.put(setting[0], setting[1]));
		return last.entrySet().stream().map((setting) -> "--" + setting).toArray(String[]::new);
	}

	/** Returns a caller of the main port. */
	public Caller caller() {
		return callerOf("local.server.port");
	}

	/** Returns a caller of the management port. */
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
	 * Removes the log settings that Boot stores, because the next service has other
	 * settings.
	 */
	public static void forgetLogSettings() {
		Stream.of(LoggingSystemProperty.values())
			.map(LoggingSystemProperty::getEnvironmentVariableName)
			.forEach(System::clearProperty);
	}

}
