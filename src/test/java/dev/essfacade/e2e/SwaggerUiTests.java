package dev.essfacade.e2e;

import java.nio.file.Path;
import java.time.Duration;

import com.microsoft.playwright.Locator;
import dev.essfacade.TestEssFacadeApplication;
import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.SwaggerUi;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Executes the examples of Swagger UI in a real browser. */
@FacadeTest
@Tag("containers")
class SwaggerUiTests {

	private static final Path SCREENSHOTS = Path.of("target/swagger-ui");

	private final EssSimulator ess;

	private final Caller caller;

	private final SwaggerUi ui;

	SwaggerUiTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
		this.ui = SwaggerUi.at(caller.service().toString());
	}

	@BeforeEach
	void theGroupsOfTheExamples() {
		TestEssFacadeApplication.seed(this.ess);
	}

	@AfterEach
	void closeBrowser() {
		this.ui.close();
	}

	@Test
	void theExamplesWorkUnchanged() {
		Locator detach = execute("ALB_server_groups", "detachAlbServerGroups", "202");
		assertThat(this.ui.answer(detach)).containsText("IN_PROGRESS");
		execute("Scaling_activities", "getScalingActivity", "200");
		execute("Regions", "listRegions", "200");
		this.ess.clock().advance(Duration.ofMinutes(5));
		execute("Load_balancers", "detachLoadBalancers", "202");
		assertThat(this.ess.ledger()).hasSize(2);
		assertThat(this.ui.complaints()).isEmpty();
		assertThat(this.ui.requests()).allSatisfy((url) -> assertThat(url).startsWith(this.caller.service() + "/"));
	}

	@Test
	void aDetachInSwaggerUiIsPolledToItsEnd() {
		execute("ALB_server_groups", "detachAlbServerGroups", "202");
		String activity = this.ess.ledger().getFirst().scalingActivityId();
		this.ess.clock().advance(Duration.ofMinutes(5));
		Locator poll = this.ui.open("Scaling_activities", "getScalingActivity");
		poll.locator("tr[data-param-name=scalingActivityId] input").fill(activity);
		this.ui.press(poll, "200");
		assertThat(this.ui.answer(poll)).containsText("SUCCESSFUL");
		assertThat(this.ui.complaints()).isEmpty();
	}

	private Locator execute(String tag, String operationId, String status) {
		Locator operation = this.ui.execute(tag, operationId, status);
		operation.screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve(operationId + ".png")));
		return operation;
	}

}
