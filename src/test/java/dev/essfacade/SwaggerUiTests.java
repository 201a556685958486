package dev.essfacade;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A newcomer in a real browser presses Execute, and it works. */
@FacadeTest
@Tag("containers")
class SwaggerUiTests {

	private static final Path SCREENSHOTS = Path.of("target/swagger-ui");

	/** Machines that build are busy. */
	private static final double PATIENCE_IN_MILLIS = 30_000;

	private final EssSimulator ess;

	private final Caller caller;

	private final List<String> complaints = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	private final Playwright playwright = Playwright
		.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

	private final Page page = browser().newPage();

	SwaggerUiTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	private Browser browser() {
		return this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
				.setChromiumSandbox(false)
				.setArgs(List.of("--disable-gpu", "--disable-quic", "--disable-background-networking",
						"--disable-component-update", "--disable-sync")));
	}

	@BeforeEach
	void openSwaggerUi() {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_IN_MILLIS);
		TestEssFacadeApplication.seed(this.ess);
		this.page.setViewportSize(1280, 1600);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
		this.page.onRequest((request) -> this.requests.add(request.url()));
		this.page.navigate(this.caller.service() + "/swagger-ui.html");
	}

	@AfterEach
	void closeBrowser() {
		this.playwright.close();
	}

	@Test
	void theExamplesWorkAsTheyStand() {
		Locator detach = execute("ALB_server_groups", "detachAlbServerGroups", "202");
		assertThat(detach.locator(".live-responses-table .response-col_description").nth(1))
			.containsText("IN_PROGRESS");
		execute("Scaling_activities", "getScalingActivity", "200");
		execute("Regions", "listRegions", "200");
		this.ess.clock().advance(Duration.ofMinutes(5));
		execute("Load_balancers", "detachLoadBalancers", "202");
		assertThat(this.ess.ledger()).hasSize(2);
		assertThat(this.complaints).isEmpty();
		assertThat(this.requests).allSatisfy((url) -> assertThat(url).startsWith(this.caller.service() + "/"));
	}

	@Test
	void aDetachIsPolledUntilItIsDone() {
		execute("ALB_server_groups", "detachAlbServerGroups", "202");
		String activity = this.ess.ledger().getFirst().scalingActivityId();
		this.ess.clock().advance(Duration.ofMinutes(5));
		Locator poll = open("Scaling_activities", "getScalingActivity");
		poll.locator("tr[data-param-name=scalingActivityId] input").fill(activity);
		press(poll, "200");
		assertThat(poll.locator(".live-responses-table .response-col_description").nth(1)).containsText("SUCCESSFUL");
		assertThat(this.complaints).isEmpty();
	}

	private Locator execute(String tag, String operationId, String status) {
		Locator operation = open(tag, operationId);
		press(operation, status);
		operation.screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve(operationId + ".png")));
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

}
