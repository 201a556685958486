package dev.essfacade;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A service of a test's own, with settings of its own, in front of the simulator of all
 * tests.
 */
final class StartedFacade implements AutoCloseable {

	private final ConfigurableApplicationContext service;

	private StartedFacade(ConfigurableApplicationContext service) {
		this.service = service;
	}

	static StartedFacade with(String... settings) {
		return with((_) -> {
		}, settings);
	}

	/**
	 * Starts one.
	 * @param more adds beans to it
	 */
	static StartedFacade with(Consumer<GenericApplicationContext> more, String... settings) {
		SpringApplication application = new SpringApplication(EssFacadeApplication.class);
		application.addInitializers((context) -> more.accept((GenericApplicationContext) context));
		return new StartedFacade(application.run(arguments(settings)));
	}

	/** As arguments, which nothing outweighs; a name given twice would be a list. */
	private static String[] arguments(String... settings) {
		Map<String, String> last = new LinkedHashMap<>();
		Stream.of(SimulatedEss.settings(settings))
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> last.put(setting[0], setting[1]));
		return last.entrySet().stream().map((setting) -> "--" + setting).toArray(String[]::new);
	}

	Caller caller() {
		return new Caller(port("local.server.port"));
	}

	Caller management() {
		return new Caller(port("local.management.port"));
	}

	private int port(String name) {
		return Integer.parseInt(this.service.getEnvironment().getRequiredProperty(name));
	}

	@Override
	public void close() {
		this.service.close();
	}

}
