package dev.essfacade.support;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.essfacade.ess.resilience.SkippingTicker;
import dev.essfacade.ess.resilience.Ticker;
import dev.esssimulator.AccessKey;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatorSettings;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The shared simulator of a test run, and the settings of a service that calls it. Its
 * credentials are canaries: {@code Caller} and {@code LogCheck} search all output for
 * them.
 */
@Order(Ordered.HIGHEST_PRECEDENCE) // before the service reads its settings
public class SimulatedEss implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Temporary credentials that the service signs with in every test. */
	public static final AccessKey KEY = new AccessKey("STS.CanaryAccessKeyId", "CanaryAccessKeySecret",
			"CanarySecurityToken/+=");

	/**
	 * Reduces the log level, because one line per call is too much. {@link LogCapture}
	 * receives the lines.
	 */
	public static final String QUIET = "logging.level.root=warn";

	/** Logger of measured values, which are always printed. */
	public static final String FIGURES = "logging.level.figures=info";

	private static final EssSimulator SIMULATOR = EssSimulator.start(SimulatorSettings.defaults().withAccessKey(KEY));

	private static final SkippingTicker TIME = new SkippingTicker();

	/** Returns the simulator. */
	public static EssSimulator simulator() {
		return SIMULATOR;
	}

	/** Advances the time of every service, so that cached responses expire. */
	public static void advance(Duration duration) {
		TIME.advance(duration);
	}

	/** Returns the settings of a separate service that calls the simulator. */
	public static String[] settings(String... more) {
		Stream<String> usual = Map.of("ess.endpoint", SIMULATOR.endpoint(), "ess.credentials.access-key-id", KEY.id(),
				"ess.credentials.access-key-secret", KEY.secret(), "ess.credentials.security-token",
				String.valueOf(KEY.securityToken()), "facade.security.mode", "open", "server.port", "0",
				"management.server.port", "0", "server.address", "127.0.0.1", "management.server.address", "127.0.0.1")
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue());
		// Timeouts that no test reaches by accident on a slow machine.
		Stream<String> patient = Stream.of("ess.deadline=25s", "ess.read-timeout=20s", "ess.connect-timeout=20s");
		return Stream.of(usual, patient, Stream.of(QUIET, FIGURES), Stream.of(more))
			.flatMap((settings) -> settings)
			.collect(Collectors.toList())
			.toArray(String[]::new);
	}

	/** Removes the pauses before retries. */
	public static void skipPauses(GenericApplicationContext service) {
		service.registerBean("leapingTicker", Ticker.class, TIME::ticker, (definition) -> definition.setPrimary(true));
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		LogCapture.listen();
		skipPauses((GenericApplicationContext) context);
		TestPropertyValues.of(settings()).applyTo(context);
	}

}
