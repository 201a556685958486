package dev.essfacade.deployed;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.EventClient;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.SwaggerUi;
import dev.esssimulator.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every URL in a response resolves to the service, behind zero, one and two proxies. */
@Tag("containers")
class GatewayTests {

	private static final String DETACH = "/api/v1/regions/%s/scaling-groups/%s/load-balancers/detach"
		.formatted(Seeds.REGION, Seeds.GROUP);

	private static final String BODY = "{\"loadBalancers\": [\"%s\"], \"async\": true}"
		.formatted(Seeds.LOAD_BALANCERS.getFirst());

	private static StartedFacade facade;

	private static Nginx nginx;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with("facade.trusted-proxies=127.0.0.1");
		nginx = Nginx.inFrontOf(facade.caller().service().getPort());
	}

	@AfterAll
	static void stop() {
		nginx.close();
		facade.close();
	}

	@BeforeEach
	void addTheGroupsOfTheExamples() {
		SimulatedEss.simulator().reset();
		Seeds.all().forEach(SimulatedEss.simulator()::add);
	}

	static Stream<Arguments> hops() {
		return Stream.of(arguments(facade.caller().service().getPort(), ""), arguments(nginx.innerPort(), "/ess"),
				arguments(nginx.outerPort(), "/cloud/ess"));
	}

	@ParameterizedTest
	@MethodSource("hops")
	void linksResolveBehindNoneOneAndTwoProxies(int port, String prefix) {
		Caller caller = new Caller(port);
		Caller.Answer detach = caller.post(prefix + DETACH, BODY);
		assertThat(detach.status()).isEqualTo(202);
		assertThat(detach.mustHave("Location")).startsWith(prefix + "/api/v1/regions/");
		assertThat(caller.get(detach.mustHave("Location")).field("state")).isEqualTo("IN_PROGRESS");
		assertThat(caller.get(prefix + "/api/nowhere").field("instance")).isEqualTo(prefix + "/api/nowhere");
		assertThat(caller.get(prefix + "/v3/api-docs").json().at("/servers/0/url").stringValue())
			.isEqualTo(prefix.isEmpty() ? "/" : prefix);
		assertThat(caller.get(caller.get(prefix + "/swagger-ui.html").mustHave("Location")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("hops")
	void swaggerUiCallsTheOriginThatServedIt(int port, String prefix) {
		String service = "http://127.0.0.1:" + port + prefix;
		try (SwaggerUi ui = SwaggerUi.at(service)) {
			ui.execute("Regions", "listRegions", "200");
			assertThat(ui.requests()).contains(service + "/api/v1/regions")
				.allMatch((url) -> url.startsWith(service + "/"));
		}
	}

	@Test
	void aCallersForwardedHeadersAreReplacedByTheGateway() {
		Caller caller = new Caller(nginx.outerPort());
		String[] lies = { "X-Forwarded-Prefix", "/evil", "X-Forwarded-Host", "evil.example", "Forwarded",
				"host=evil.example" };
		assertThat(caller.get("/cloud/ess/v3/api-docs", lies).json().at("/servers/0/url").stringValue())
			.isEqualTo("/cloud/ess");
		assertThat(caller.get("/cloud/ess/swagger-ui.html", lies).mustHave("Location")).doesNotContain("evil");
	}

	@ParameterizedTest
	@MethodSource("hops")
	void aStreamArrivesEventByEvent(int port, String prefix) throws IOException {
		Caller caller = new Caller(port);
		String location = caller.post(prefix + DETACH, BODY).mustHave("Location");
		try (EventClient stream = EventClient.open(caller.service(), location)) {
			assertThat(stream.mustFollow().field("state")).isEqualTo("IN_PROGRESS");
			assertThat(stream.mustFollow().type()).as("after 15 s").isEqualTo("comment");
			SimulatedEss.simulator().clock().advance(Duration.ofMinutes(5));
			assertThat(stream.mustFollow().field("state")).isEqualTo("SUCCESSFUL");
			assertThat(stream.next()).isNull();
		}
	}

	@Test
	void theLongestWaitIsShorterThanTheGatewaysDefaultTimeout() {
		Caller caller = new Caller(nginx.outerPort());
		Caller.Answer waited = caller.post("/cloud/ess" + DETACH, BODY, "Prefer", "wait=600");
		assertThat(waited.status()).isEqualTo(202);
		assertThat(waited.header("Preference-Applied")).isEqualTo("wait=50");
	}

}
