package dev.essfacade.deployed;

import java.time.Duration;

import com.microsoft.playwright.Locator;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.SwaggerUi;
import dev.esssimulator.AlbServerGroup;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Previews, executes, follows and undoes a detach with the examples of Swagger UI, in a
 * real browser. The service is behind two proxies.
 */
@Tag("containers")
class UndoStoryTests {

	private static final EssSimulator ess = SimulatedEss.simulator();

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
		ess.reset();
		Seeds.all().forEach(ess::add);
	}

	@Test
	void aPreviewedDetachIsFollowedAndUndone() {
		SimulatedGroup before = group();
		try (SwaggerUi ui = SwaggerUi.at("http://127.0.0.1:" + nginx.outerPort() + "/cloud/ess")) {
			Locator detach = ui.open("ALB_server_groups", "detachAlbServerGroups");
			ui.selectForce(detach);
			Locator validateOnly = detach.locator("tr[data-param-name=validateOnly] select");
			validateOnly.selectOption("true");
			ui.press(detach, "200");
			assertThat(ui.answer(detach)).containsText("VALIDATED");
			assertThat(ui.answer(detach)).containsText("\"wouldSucceed\": true");
			assertThat(ui.answer(detach)).containsText("leavingInstances");
			assertThat(ess.ledger()).isEmpty();

			validateOnly.selectOption("false");
			ui.doNotWait(detach);
			ui.press(detach, "202");
			assertThat(ui.answer(detach)).containsText("/cloud/ess/api/v1/regions/cn-hangzhou/scaling-groups/"
					+ Seeds.GROUP + "/alb-server-groups/attach");
			ess.clock().advance(Duration.ofMinutes(5));
			assertThat(group().albServerGroups()).hasSize(before.albServerGroups().size() - 2);

			Locator follow = ui.open("Scaling_activities", "getScalingActivity");
			follow.locator("tr[data-param-name=scalingActivityId] input")
				.fill(String.valueOf(ess.ledger().getFirst().scalingActivityId()));
			ui.press(follow, "200");
			assertThat(ui.answer(follow)).containsText("SUCCESSFUL");

			Locator undo = ui.open("ALB_server_groups", "attachAlbServerGroups");
			ui.selectForce(undo);
			ui.doNotWait(undo);
			ui.press(undo, "202");
			assertThat(ui.answer(undo)).containsText("IN_PROGRESS");
			ess.clock().advance(Duration.ofMinutes(5));
			assertThat(ui.complaints()).isEmpty();
		}
		assertThat(group().albServerGroups())
			.containsExactlyInAnyOrder(before.albServerGroups().toArray(AlbServerGroup[]::new));
		assertThat(group().backends()).isEqualTo(before.backends());
	}

	private static SimulatedGroup group() {
		return ess.group(Seeds.REGION, Seeds.GROUP);
	}

}
