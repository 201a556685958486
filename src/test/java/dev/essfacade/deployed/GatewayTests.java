package dev.essfacade.deployed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.essfacade.Caller;
import dev.essfacade.SimulatedEss;
import dev.essfacade.StartedFacade;
import dev.esssimulator.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every URL that the service says leads back to it, behind none, one and two hops. */
@Tag("containers")
class GatewayTests {

	private static final String DETACH = "/api/v1/regions/%s/scaling-groups/%s/load-balancers/detach"
		.formatted(Seeds.REGION, Seeds.GROUP);

	private static final String BODY = "{\"loadBalancers\": [\"%s\"], \"async\": true}"
		.formatted(Seeds.LOAD_BALANCERS.getFirst());

	/** Machines that build are busy. */
	private static final double PATIENCE_IN_MILLIS = 120_000;

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
	void theGroupsOfTheExamples() {
		SimulatedEss.simulator().reset();
		Seeds.all().forEach(SimulatedEss.simulator()::add);
	}

	static Stream<Arguments> hops() {
		return Stream.of(arguments(facade.caller().service().getPort(), ""), arguments(nginx.innerPort(), "/ess"),
				arguments(nginx.outerPort(), "/cloud/ess"));
	}

	@ParameterizedTest
	@MethodSource("hops")
	void whatItSaysCanBeFollowed(int port, String prefix) {
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
	void swaggerUiCallsWhereItCameFrom(int port, String prefix) {
		try (Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
			Page page = playwright.chromium()
				.launch(new LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
					.setChromiumSandbox(false)
					.setArgs(List.of("--disable-gpu", "--disable-background-networking", "--disable-component-update")))
				.newPage();
			page.setDefaultTimeout(PATIENCE_IN_MILLIS);
			PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_IN_MILLIS);
			List<String> asked = new ArrayList<>();
			page.onRequest((request) -> asked.add(request.url()));
			page.navigate("http://127.0.0.1:%d%s/swagger-ui.html".formatted(port, prefix));
			Locator regions = page.locator("#operations-Regions-listRegions");
			regions.locator(".opblock-summary-control").click();
			regions.locator("button.execute").click();
			assertThat(regions.locator(".live-responses-table .response-col_status").nth(1)).containsText("200");
			assertThat(asked).contains("http://127.0.0.1:%d%s/api/v1/regions".formatted(port, prefix))
				.allMatch((url) -> url.startsWith("http://127.0.0.1:%d%s/".formatted(port, prefix)));
		}
	}

	@Test
	void aGatewayThatOverwritesLeavesNothingOfACallersOwnHeaders() {
		Caller caller = new Caller(nginx.outerPort());
		String[] lies = { "X-Forwarded-Prefix", "/evil", "X-Forwarded-Host", "evil.example", "Forwarded",
				"host=evil.example" };
		assertThat(caller.get("/cloud/ess/v3/api-docs", lies).json().at("/servers/0/url").stringValue())
			.isEqualTo("/cloud/ess");
		assertThat(caller.get("/cloud/ess/swagger-ui.html", lies).mustHave("Location")).doesNotContain("evil");
	}

}
