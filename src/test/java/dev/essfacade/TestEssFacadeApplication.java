package dev.essfacade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatorSettings;
import dev.tokenissuer.TokenIssuer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sandbox: the service and a simulated ESS in one process, on loopback addresses only.
 * {@code ./mvnw spring-boot:test-run} starts it.
 */
public final class TestEssFacadeApplication {

	/**
	 * Duration of an activity: long enough to be seen in progress, short enough to wait
	 * for.
	 */
	private static final Duration ACTIVITIES_TAKE = Duration.ofSeconds(15);

	private static final int USUAL_PORT = 8180;

	private static final int ISSUERS_PORT = 8190;

	private static final Map<String, Integer> USUAL_PORTS = Map.of("SERVER_PORT", 8080, "MANAGEMENT_SERVER_PORT", 9090);

	/**
	 * Log levels of the sandbox: WARN for libraries, INFO for the service except its
	 * start.
	 */
	private static final List<String> QUIET = List.of("--logging.level.root=warn", "--logging.level.dev.essfacade=info",
			"--logging.level.dev.essfacade.EssFacadeApplication=warn");

	private static final List<String> OTHER_CREDENTIALS = List.of("security-token", "directory", "role-arn",
			"oidc-provider-arn", "oidc-token-file", "ecs-role");

	/** Access rules of the profile {@code login}. They match the groups in a token. */
	private static final String RULES = """
			protected-groups: []
			rules:
			  - name: sandbox-writers
			    callers: {groups: [sandbox-operator, sandbox-pipeline]}
			    actions: ["*"]
			    regions: ["*"]
			    scaling-groups: ["*"]
			    targets: ["*"]
			    force: true
			  - name: sandbox-readers
			    callers: {groups: sandbox-viewer}
			    actions: [Describe*]
			    regions: ["*"]
			    scaling-groups: ["*"]
			""";

	private TestEssFacadeApplication() {
	}

	@SuppressWarnings("SystemOut") // prints the welcome text
	public static void main(String[] args) {
		EssSimulator ess = simulator();
		@Nullable TokenIssuer issuer = wantsLogin(args) ? ifFree(ISSUERS_PORT, TokenIssuer::start) : null;
		String[] settings = (issuer == null) ? settings(ess) : settingsWithLogin(ess, issuer);
		ConfigurableApplicationContext service = SpringApplication.run(EssFacadeApplication.class,
				Stream.of(freePorts(), Stream.of(settings), QUIET.stream(), Stream.of(args))
					.flatMap((arguments) -> arguments)
					.toArray(String[]::new));
		SandboxWelcome welcome = new SandboxWelcome(service.getEnvironment().getRequiredProperty("local.server.port"),
				service.getEnvironment().getRequiredProperty("local.management.port"), ess, issuer);
		if (issuer != null) {
			issuer.serve(welcome.service());
		}
		System.out.println(welcome);
	}

	/**
	 * Whether the profile {@code login} is active. {@code
	 * -Dspring-boot.run.profiles=login} sets it as an argument.
	 */
	private static boolean wantsLogin(String[] args) {
		return Stream.of(args).anyMatch((argument) -> argument.matches("--spring.profiles.active=(.*,)?login(,.*)?"));
	}

	static EssSimulator simulator() {
		SimulatorSettings settings = SimulatorSettings.defaults()
			.withTickingClock(true)
			.withActivityDuration(ACTIVITIES_TAKE);
		EssSimulator ess = ifFree(USUAL_PORT, (port) -> EssSimulator.start(settings.withPort(port)));
		ess.control(TestEssFacadeApplication::seed);
		seed(ess);
		return ess;
	}

	/** Returns arguments that replace each usual port that is in use with a free port. */
	private static Stream<String> freePorts() {
		return USUAL_PORTS.entrySet()
			.stream()
			.filter((port) -> System.getenv(port.getKey()) == null && !isFree(port.getValue()))
			.map((port) -> "--" + port.getKey().toLowerCase(Locale.ROOT).replace('_', '.') + "=0");
	}

	static boolean isFree(int port) {
		try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	/** Adds all groups and activities that the examples of the OpenAPI document name. */
	public static void seed(EssSimulator ess) {
		Seeds.all().forEach(ess::add);
		ess.addPastActivity(Seeds.REGION, Seeds.GROUP, Seeds.PAST_ACTIVITY);
		Seeds.occupy(ess);
	}

	/**
	 * Starts the simulator or the token issuer on the documented port, or on a free port
	 * if the documented port is in use.
	 */
	private static <T> T ifFree(int port, IntFunction<T> start) {
		try {
			return start.apply(port);
		}
		catch (UncheckedIOException | ApplicationContextException _) {
			return start.apply(0);
		}
	}

	/** Returns the settings of a sandbox that accepts only tokens of this issuer. */
	public static String[] settingsWithLogin(EssSimulator ess, TokenIssuer issuer) {
		String jwt = "--spring.security.oauth2.resourceserver.jwt.";
		Stream<String> login = Stream.of("--facade.security.mode=jwt", "--facade.access.rules=" + RULES,
				jwt + "issuer-uri=" + issuer.uri(), jwt + "audiences=" + TokenIssuer.AUDIENCE,
				"--facade.swagger-login.authorization-url=" + issuer.authorizationUrl(),
				"--facade.swagger-login.token-url=" + issuer.tokenUrl(),
				"--springdoc.swagger-ui.oauth.client-id=" + TokenIssuer.SWAGGER_UI);
		Stream<String> usual = Stream.of(settings(ess))
			.filter((setting) -> !setting.startsWith("--facade.security.mode="));
		return Stream.concat(usual, login).toArray(String[]::new);
	}

	/**
	 * Returns settings as command-line arguments, which take precedence over all other
	 * sources. They override real credentials in the environment, so that the sandbox
	 * calls no real cloud.
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
