package dev.essfacade.deployed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.essfacade.TestEssFacadeApplication;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.SwaggerUi;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator does with Swagger UI alone, behind two proxies: detach without force,
 * detach with force, follow the activity, and repeat a request whose outcome is unknown.
 * Each step leaves screenshots in {@code target/operator-story}.
 */
@Tag("containers")
class OperatorStoryTests {

	private static final Path SCREENSHOTS = Path.of("target/operator-story");

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	private static Nginx nginx;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with("facade.trusted-proxies=127.0.0.1", "ess.deadline=2s");
		nginx = Nginx.inFrontOf(facade.caller().service().getPort());
	}

	@AfterAll
	static void stop() {
		nginx.close();
		facade.close();
	}

	@BeforeEach
	void addTheGroupsOfTheExamples() {
		ess.reset();
		TestEssFacadeApplication.seed(ess);
	}

	@Test
	void anOperatorDetachesFollowsAndRepeatsWithThePageAlone() {
		try (SwaggerUi ui = SwaggerUi.at("http://127.0.0.1:" + nginx.outerPort() + "/cloud/ess")) {
			assertThat(ui.page().locator(".opblock").first()).isVisible();
			shoot(ui, ui.page().locator("#swagger-ui"), "1-page");
			Locator detach = ui.open("ALB_server_groups", "detachAlbServerGroups");
			shoot(ui, detach, "2-opened");
			ui.press(detach, "200");
			assertThat(ui.answer(detach)).containsText("\"state\": \"DETACHED\"");
			shoot(ui, detach, "3-without-force");
			assertThat(ess.group(Seeds.REGION, Seeds.GROUP).backends().get(Seeds.ALB_SERVER_GROUP + ":443"))
				.as("the instances still receive traffic")
				.isNotEmpty();

			Locator balancers = ui.open("Load_balancers", "detachLoadBalancers");
			ui.selectForce(balancers);
			ui.doNotWait(balancers);
			ui.press(balancers, "202");
			assertThat(ui.answer(balancers)).containsText("\"state\": \"IN_PROGRESS\"");
			shoot(ui, balancers, "4-with-force");
			String activity = String.valueOf(ess.ledger().getLast().scalingActivityId());
			assertThat(ui.answer(balancers)).containsText(activity);

			Locator follow = ui.open("Scaling_activities", "getScalingActivity");
			follow.locator("tr[data-param-name=scalingActivityId] input").fill(activity);
			ui.press(follow, "200");
			assertThat(ui.answer(follow)).containsText("\"state\": \"IN_PROGRESS\"");
			ess.clock().advance(Duration.ofMinutes(5));
			// The service may return a cached state that is up to a second old.
			await().pollInSameThread().atMost(Duration.ofMinutes(1)).until(() -> {
				ui.press(follow, "200");
				return ui.answer(follow).textContent().contains("\"state\": \"SUCCESSFUL\"");
			});
			shoot(ui, follow, "5-followed");

			repeatAnUnknownOutcome(ui);
		}
	}

	private static void repeatAnUnknownOutcome(SwaggerUi ui) {
		int before = ess.ledger().size();
		ess.failNext("AttachAlbServerGroups", Fault.hang().afterCommit());
		Locator attach = ui.open("ALB_server_groups", "attachAlbServerGroups");
		ui.press(attach, "504");
		assertThat(ui.answer(attach)).containsText("Send the same request again with the header Idempotency-Key: ");
		shoot(ui, attach, "6-unknown");
		String key = ui.answer(attach).textContent().replaceAll("(?s).*\"clientToken\": \"([^\"]+)\".*", "$1");
		attach.locator("tr[data-param-name=Idempotency-Key] input").fill(key);
		ui.press(attach, "200");
		assertThat(ui.answer(attach)).containsText(key);
		shoot(ui, attach, "7-repeated");
		assertThat(ess.ledger()).hasSize(before + 1);
	}

	/** Takes a screenshot in light and dark, on a wide and on a narrow screen. */
	private static void shoot(SwaggerUi ui, Locator what, String name) {
		for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
			ui.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
			for (int width : new int[] { 390, 1400 }) {
				ui.page().setViewportSize(width, 1600);
				what.screenshot(new Locator.ScreenshotOptions().setPath(SCREENSHOTS
					.resolve("%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width))));
			}
		}
	}

}
