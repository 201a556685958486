package dev.essfacade.scalingactivity;

import java.time.Duration;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of a scaling group's activities. */
@FacadeTest
class GroupActivitiesTests {

	private static final String LIST = Caller.GROUP + "/scaling-activities";

	private final EssSimulator ess;

	private final Caller caller;

	GroupActivitiesTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void aGroupWithoutActivitiesHasAnEmptyList() {
		Answer list = this.caller.get(LIST);
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.json().toString())
			.isEqualTo("{\"scalingActivities\":[],\"totalCount\":0,\"page\":1,\"pageSize\":10}");
	}

	@Test
	void theRunningActivityIsWhatBlocksTheGroup() {
		activity("Successful");
		this.ess.clock().advance(Duration.ofMinutes(5));
		String running = activity("Successful");
		Answer list = this.caller.get(LIST + "?state=IN_PROGRESS");
		assertThat(list.json().at("/scalingActivities/0/scalingActivityId").stringValue()).isEqualTo(running);
		assertThat(list.json().path("totalCount").intValue()).isEqualTo(1);
		assertThat(this.caller.get(LIST).json().path("totalCount").intValue()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "Successful, SUCCESSFUL", "Warning, WARNING", "Failed, FAILED", "Rejected, REJECTED" })
	void listsActivitiesByTheirState(String statusCode, String state) {
		activity(statusCode);
		this.ess.clock().advance(Duration.ofMinutes(5));
		assertThat(this.caller.get(LIST + "?state=" + state).json().at("/scalingActivities/0/state").stringValue())
			.isEqualTo(state);
	}

	@Test
	void aDetachWithAnUnknownOutcomeIsFoundInTheList() {
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext("DetachAlbServerGroups", Fault.resetAfterCommit());
		}
		Answer unknown = this.caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		assertThat(unknown.field("code")).isEqualTo("outcome-unknown");
		assertThat(this.caller.get(LIST).json().path("totalCount").intValue()).isEqualTo(1);
	}

	@Test
	void listsOnePageAfterTheOther() {
		for (int each = 0; each < 3; each++) {
			activity("Successful");
			this.ess.clock().advance(Duration.ofMinutes(5));
		}
		Answer first = this.caller.get(LIST + "?pageSize=2");
		Answer second = this.caller.get(LIST + "?page=2&pageSize=2");
		assertThat(first.json().path("scalingActivities")).hasSize(2);
		assertThat(second.json().path("scalingActivities")).hasSize(1);
		assertThat(second.json().path("totalCount").intValue()).isEqualTo(3);
		assertThat(second.json().path("page").intValue()).isEqualTo(2);
		assertThat(second.json().path("pageSize").intValue()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "state=UNKNOWN", "state=Successful", "state=", "page=0", "page=x", "page=0x10",
			"page=%23a", "page=010", "page=%2B1", "page=%D9%A1", "page=%201", "page=99999999999", "pageSize=0",
			"pageSize=51", "size=2" })
	void rejectsInvalidParameters(String query) {
		int sent = this.ess.received().size();
		assertThat(this.caller.get(LIST + "?" + query).field("code")).isEqualTo("invalid-request");
		assertThat(this.ess.received()).hasSize(sent);
	}

	@Test
	void aGroupIsNotFoundOnlyIfEssSaysSo() {
		assertThat(this.caller.get(LIST.replace("asg-", "asg-no")).status()).isEqualTo(200);
		this.ess.failNext(Fault.error(404, "InvalidScalingGroupId.NotFound", "The group does not exist."));
		Answer list = this.caller.get(LIST);
		assertThat(list.status()).isEqualTo(404);
		assertThat(list.field("code")).isEqualTo("scaling-group-not-found");
	}

	private String activity(String statusCode) {
		return this.ess.startActivity("cn-hangzhou", "asg-bp18p2yfxow2dloq", ActivityOutcome.word(statusCode));
	}

}
