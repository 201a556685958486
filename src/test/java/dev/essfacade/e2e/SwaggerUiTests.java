package dev.essfacade.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.essfacade.TestEssFacadeApplication;
import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.SwaggerUi;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
	void addTheGroupsOfTheExamples() {
		TestEssFacadeApplication.seed(this.ess);
	}

	@AfterEach
	void closeBrowser() {
		this.ui.close();
	}

	@Test
	void everyExampleWorksUnchangedOneAfterTheOther() {
		for (List<String> write : List.of(List.of("Load_balancers", "detachLoadBalancers"),
				List.of("Load_balancers", "attachLoadBalancers"), List.of("ALB_server_groups", "detachAlbServerGroups"),
				List.of("ALB_server_groups", "attachAlbServerGroups"))) {
			Locator operation = execute(write.getFirst(), write.getLast(), "200");
			assertThat(this.ui.answer(operation)).containsText("TACHED\"");
			this.ui.selectForce(operation);
			int before = this.ess.ledger().size();
			this.ui.click(operation);
			await().atMost(Duration.ofMinutes(2)).until(() -> this.ess.ledger().size() > before);
			this.ess.clock().advance(Duration.ofMinutes(5));
			assertThat(this.ui.answer(operation)).containsText("SUCCESSFUL");
		}
		execute("Scaling_groups", "listAttachments", "200");
		execute("Regions", "listRegions", "200");
		assertThat(this.ess.ledger()).hasSize(8);
		assertThat(this.ui.complaints()).isEmpty();
		assertThat(this.ui.requests()).allSatisfy((url) -> assertThat(url).startsWith(this.caller.service() + "/"));
	}

	@Test
	void aDetachInSwaggerUiIsPolledToItsEnd() {
		Locator detach = this.ui.open("ALB_server_groups", "detachAlbServerGroups");
		this.ui.selectForce(detach);
		this.ui.doNotWait(detach);
		this.ui.press(detach, "202");
		String activity = this.ess.ledger().getFirst().scalingActivityId();
		this.ess.clock().advance(Duration.ofMinutes(5));
		Locator poll = this.ui.open("Scaling_activities", "getScalingActivity");
		poll.locator("tr[data-param-name=scalingActivityId] input").fill(activity);
		this.ui.press(poll, "200");
		assertThat(this.ui.answer(poll)).containsText("SUCCESSFUL");
		assertThat(this.ui.complaints()).isEmpty();
	}

	@Test
	void noActivityIdIsFilledIn() {
		Locator poll = this.ui.open("Scaling_activities", "getScalingActivity");
		assertThat(poll.locator("tr[data-param-name=scalingActivityId] input")).hasValue("");
		assertThat(poll.locator("tr[data-param-name=regionId] input")).hasValue("cn-hangzhou");
	}

	@ParameterizedTest
	@CsvSource({ "Scaling_groups,listAttachments", "Scaling_activities,getScalingActivity", "Regions,listRegions",
			"ALB_server_groups,detachAlbServerGroups", "Load_balancers,detachLoadBalancers",
			"ALB_server_groups,attachAlbServerGroups", "Load_balancers,attachLoadBalancers" })
	void anOpenedOperationIsAtMost3500PixelsTall(String tag, String operationId) {
		assertThat(heightOf(tag, operationId)).as(operationId).isLessThanOrEqualTo(3500);
	}

	private double heightOf(String tag, String operationId) {
		this.ui.page().setViewportSize(1265, 1600); // 1280 minus the scroll bar
		Locator operation = this.ui.open(tag, operationId);
		assertThat(operation.locator(".responses-inner")).containsText("default");
		operation.screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve(operationId + "-opened.png")));
		return operation.boundingBox().height;
	}

	@Test
	void thePageHasNoExploreBoxAndItsModelsAreCollapsed() {
		this.ui.open("Regions", "listRegions");
		assertThat(this.ui.page().locator(".topbar")).hasCount(0);
		assertThat(this.ui.page().locator(".models .model-container")).hasCount(0);
		this.ui.page()
			.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("page.png")).setFullPage(true));
	}

	private Locator execute(String tag, String operationId, String status) {
		Locator operation = this.ui.execute(tag, operationId, status);
		operation.screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve(operationId + ".png")));
		return operation;
	}

}
