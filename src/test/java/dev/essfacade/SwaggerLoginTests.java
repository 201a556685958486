package dev.essfacade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatorSettings;
import dev.tokenissuer.TokenIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The sandbox with the profile {@code login}, as people see it in a real browser. */
@Tag("containers")
class SwaggerLoginTests {

	private static final Path SCREENSHOTS = Path.of("target/swagger-login");

	private static final double PATIENCE_IN_MILLIS = 60_000;

	private final EssSimulator ess = EssSimulator.start(SimulatorSettings.defaults().withTickingClock(true));

	private final TokenIssuer issuer = TokenIssuer.start(0);

	private final ConfigurableApplicationContext service = SpringApplication.run(EssFacadeApplication.class,
			Stream
				.concat(Stream.of(TestEssFacadeApplication.settingsWithLogin(this.ess, this.issuer)),
						Stream.of("--server.port=0", "--management.server.port=0"))
				.toArray(String[]::new));

	private final String address = "http://127.0.0.1:"
			+ this.service.getEnvironment().getRequiredProperty("local.server.port");

	private final List<String> complaints = new ArrayList<>();

	private final Playwright playwright = Playwright
		.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

	private final Page page = this.playwright.chromium()
		.launch(new LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
			.setChromiumSandbox(false)
			.setArgs(List.of("--disable-gpu", "--disable-background-networking", "--disable-component-update",
					"--disable-sync")))
		.newPage();

	@BeforeEach
	void openSwaggerUi() {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_IN_MILLIS);
		this.page.setDefaultTimeout(PATIENCE_IN_MILLIS);
		TestEssFacadeApplication.seed(this.ess);
		this.issuer.serve(this.address);
		this.page.setViewportSize(1280, 1400);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
				this.complaints.add(message.text());
			}
		});
		this.page.navigate(this.address + "/swagger-ui.html");
	}

	@AfterEach
	void stop() {
		this.playwright.close();
		this.service.close();
		this.issuer.close();
		this.ess.close();
	}

	@Test
	void anOperatorLogsInDetachesAndFollows() {
		logIn("operator");
		Locator detach = execute("ALB_server_groups", "detachAlbServerGroups", "202");
		assertThat(answer(detach)).containsText("IN_PROGRESS");
		String activity = this.ess.ledger().getFirst().scalingActivityId();
		Locator poll = open("Scaling_activities", "getScalingActivity");
		poll.locator("tr[data-param-name=scalingActivityId] input").fill(Objects.requireNonNull(activity));
		press(poll, "200");
		assertThat(this.complaints).isEmpty();
	}

	@Test
	void aViewerIsRefusedAndSeesWhy() {
		logIn("viewer");
		Locator detach = execute("ALB_server_groups", "detachAlbServerGroups", "403");
		assertThat(answer(detach)).containsText("The token lacks the scope ess.detach.");
		execute("Regions", "listRegions", "200");
		assertThat(this.ess.ledger()).isEmpty();
		assertThat(this.complaints).isEmpty();
	}

	@Test
	void aTokenIsForgottenWithThePage() {
		logIn("operator");
		this.page.reload();
		Locator regions = execute("Regions", "listRegions", "401");
		assertThat(answer(regions)).containsText("Send a token");
	}

	@Test
	void noSecretIsInThePage() {
		String page = this.page.content();
		Caller caller = new Caller(Integer.parseInt(this.address.replaceAll(".*:", "")));
		String script = caller.get("/swagger-ui/swagger-initializer.js").http().body();
		assertThat(page + script).contains(TokenIssuer.SWAGGER_UI).doesNotContainIgnoringCase("secret");
	}

	private void logIn(String person) {
		this.page.locator("button.authorize").first().click();
		Locator login = this.page.locator(".auth-container", new Page.LocatorOptions().setHasText("OAuth2"));
		login.locator("a", new Locator.LocatorOptions().setHasText("select all")).click();
		screenshot("authorize-" + person);
		Page popup = this.page.waitForPopup(() -> login.locator("button.authorize").click());
		popup.locator("#username").fill(person);
		popup.locator("#password").fill(person);
		popup.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("login-" + person + ".png")));
		popup.locator("button[type=submit]").click();
		assertThat(login.locator("button", new Locator.LocatorOptions().setHasText("Logout"))).isVisible();
		screenshot("authorized-" + person);
		this.page.locator(".btn-done").first().click();
	}

	private Locator execute(String tag, String operationId, String status) {
		Locator operation = open(tag, operationId);
		press(operation, status);
		operation.scrollIntoViewIfNeeded();
		operation.screenshot(
				new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve(operationId + "-" + status + ".png")));
		return operation;
	}

	private Locator open(String tag, String operationId) {
		Locator operation = this.page.locator("#operations-%s-%s".formatted(tag, operationId));
		operation.locator(".opblock-summary-control").click();
		return operation;
	}

	private static void press(Locator operation, String status) {
		operation.locator("button.execute").click();
		assertThat(operation.locator(".live-responses-table .response-col_status").nth(1)).containsText(status);
	}

	private static Locator answer(Locator operation) {
		return operation.locator(".live-responses-table .response-col_description").nth(1);
	}

	private void screenshot(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
	}

}
