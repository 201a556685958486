package dev.essfacade.e2e;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.essfacade.EssFacadeApplication;
import dev.essfacade.TestEssFacadeApplication;
import dev.essfacade.support.Caller;
import dev.essfacade.support.SwaggerUi;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatorSettings;
import dev.tokenissuer.TokenIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The sandbox with the profile {@code login} in a real browser. */
@Tag("containers")
class SwaggerLoginTests {

	private static final Path SCREENSHOTS = Path.of("target/swagger-login");

	private final EssSimulator ess = EssSimulator.start(SimulatorSettings.defaults().withTickingClock(true));

	private final TokenIssuer issuer = TokenIssuer.start(0);

	private final ConfigurableApplicationContext service = SpringApplication.run(EssFacadeApplication.class,
			Stream
				.concat(Stream.of(TestEssFacadeApplication.settingsWithLogin(this.ess, this.issuer)),
						Stream.of("--server.port=0", "--management.server.port=0"))
				.toArray(String[]::new));

	private final String address = "http://127.0.0.1:"
			+ this.service.getEnvironment().getRequiredProperty("local.server.port");

	private final SwaggerUi ui;

	private final Page page;

	SwaggerLoginTests() {
		TestEssFacadeApplication.seed(this.ess);
		this.issuer.serve(this.address);
		this.ui = SwaggerUi.at(this.address);
		this.page = this.ui.page();
	}

	@AfterEach
	void stop() {
		this.ui.close();
		this.service.close();
		this.issuer.close();
		this.ess.close();
	}

	@Test
	void anOperatorLogsInDetachesAndPollsTheActivity() {
		logIn("operator");
		Locator detach = this.ui.open("ALB_server_groups", "detachAlbServerGroups");
		this.ui.selectForce(detach);
		this.ui.doNotWait(detach);
		this.ui.press(detach, "202");
		assertThat(this.ui.answer(detach)).containsText("IN_PROGRESS");
		String activity = this.ess.ledger().getFirst().scalingActivityId();
		Locator poll = this.ui.open("Scaling_activities", "getScalingActivity");
		poll.locator("tr[data-param-name=scalingActivityId] input").fill(Objects.requireNonNull(activity));
		this.ui.press(poll, "200");
		assertThat(this.ui.complaints()).noneMatch((text) -> text.contains("Content Security Policy"));
	}

	@Test
	void aViewersDetachIsDeniedWithAReason() {
		logIn("viewer");
		Locator detach = execute("ALB_server_groups", "detachAlbServerGroups", "403");
		assertThat(this.ui.answer(detach))
			.containsText("The token has none of these scopes: ess.detach, ess.detach.force");
		execute("Regions", "listRegions", "200");
		assertThat(this.ess.ledger()).isEmpty();
		assertThat(this.ui.complaints()).noneMatch((text) -> text.contains("Content Security Policy"));
	}

	@Test
	void reloadingThePageDiscardsTheToken() {
		logIn("operator");
		this.page.reload();
		Locator regions = execute("Regions", "listRegions", "401");
		assertThat(this.ui.answer(regions)).containsText("Send a token");
	}

	@Test
	void thePageContainsNoSecret() {
		String page = this.page.content();
		Caller caller = new Caller(Integer.parseInt(this.address.replaceAll(".*:", "")));
		String script = caller.get("/swagger-ui/swagger-initializer.js").http().body();
		assertThat(page + script).contains(TokenIssuer.SWAGGER_UI).doesNotContainIgnoringCase("secret");
	}

	private void logIn(String person) {
		this.page.locator("button.authorize").first().click();
		Locator login = this.page.locator(".auth-container", new Page.LocatorOptions().setHasText("OAuth2"));
		assertThat(login.locator("input[type=checkbox]:checked")).hasCount(TokenIssuer.SCOPES.size());
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
		Locator operation = this.ui.execute(tag, operationId, status);
		operation.scrollIntoViewIfNeeded();
		operation.screenshot(
				new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve(operationId + "-" + status + ".png")));
		return operation;
	}

	private void screenshot(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
	}

}
