package dev.essfacade;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatorSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sandbox: the service with a simulated ESS behind it, in one process, on this
 * machine only. {@code ./mvnw spring-boot:test-run} starts it.
 */
public final class TestEssFacadeApplication {

	/** Long enough to be seen running, short enough to wait for. */
	private static final Duration ACTIVITIES_TAKE = Duration.ofSeconds(15);

	private static final int USUAL_PORT = 8180;

	private static final List<String> OTHER_CREDENTIALS = List.of("security-token", "directory", "role-arn",
			"oidc-provider-arn", "oidc-token-file", "ecs-role");

	private TestEssFacadeApplication() {
	}

	@SuppressWarnings("SystemOut") // it talks to the person who has just started it
	public static void main(String[] args) {
		EssSimulator ess = simulator();
		ConfigurableApplicationContext service = SpringApplication.run(EssFacadeApplication.class, settings(ess));
		System.out.println(new SandboxWelcome(service.getEnvironment().getRequiredProperty("local.server.port"), ess));
	}

	static EssSimulator simulator() {
		SimulatorSettings settings = SimulatorSettings.defaults()
			.withTickingClock(true)
			.withActivityDuration(ACTIVITIES_TAKE);
		EssSimulator ess = startOnUsualPortIfFree(settings);
		seed(ess);
		return ess;
	}

	/** Puts everything in place that the document's examples name. */
	static void seed(EssSimulator ess) {
		Seeds.all().forEach(ess::add);
		ess.addPastActivity(Seeds.REGION, Seeds.GROUP, Seeds.PAST_ACTIVITY);
	}

	private static EssSimulator startOnUsualPortIfFree(SimulatorSettings settings) {
		try {
			return EssSimulator.start(settings.withPort(USUAL_PORT));
		}
		catch (UncheckedIOException _) {
			return EssSimulator.start(settings);
		}
	}

	/**
	 * As arguments, which nothing outweighs: real credentials in somebody's environment
	 * must not find their way to a real cloud from here.
	 */
	static String[] settings(EssSimulator ess) {
		Stream<String> sandbox = Stream.of("ess.endpoint=" + ess.endpoint(),
				"ess.credentials.access-key-id=" + ess.accessKey().id(),
				"ess.credentials.access-key-secret=" + ess.accessKey().secret(), "facade.security.mode=open",
				"server.address=127.0.0.1", "management.server.address=127.0.0.1");
		Stream<String> nothingElse = OTHER_CREDENTIALS.stream().map((name) -> "ess.credentials." + name + "=");
		return Stream.concat(sandbox, nothingElse).map((setting) -> "--" + setting).toArray(String[]::new);
	}

}
