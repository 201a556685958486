package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Polling of a scaling activity. */
@FacadeTest
class PollTests {

	private final EssSimulator ess;

	private final Caller caller;

	PollTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void anUnchangedActivityIsAnsweredWith304() {
		String location = detach().mustHave("Location");
		Answer first = this.caller.get(location);
		String tag = first.mustHave("ETag");
		assertThat(tag).startsWith("W/\"");
		assertThat(first.header("Cache-Control")).isEqualTo("no-cache, no-transform, private");

		Answer again = this.caller.get(location, "If-None-Match", tag);
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.http().body()).isEmpty();
		assertThat(again.header("ETag")).isEqualTo(tag);
		assertThat(again.mustHave("Retry-After")).containsOnlyDigits();

		this.ess.clock().advance(Duration.ofMinutes(5));
		SimulatedEss.advance(Duration.ofSeconds(1));
		Answer moved = this.caller.get(location, "If-None-Match", tag);
		assertThat(moved.status()).isEqualTo(200);
		assertThat(moved.header("ETag")).isNotEqualTo(tag);
	}

	@Test
	void headReturnsTheETagWithoutABody() {
		String location = detach().mustHave("Location");
		Answer get = this.caller.get(location);
		int asked = this.ess.received().size();
		SimulatedEss.advance(Duration.ofSeconds(1));
		Answer head = this.caller.method("HEAD", location);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.http().body()).isEmpty();
		for (String header : List.of("ETag", "Cache-Control", "Retry-After", "Content-Type")) {
			assertThat(head.mustHave(header)).isEqualTo(get.mustHave(header));
		}
		assertThat(this.ess.received()).hasSize(asked + 1);
	}

	@Test
	void theETagDoesNotDependOnTheRequestId() {
		String location = detach().mustHave("Location");
		Answer one = this.caller.get(location);
		SimulatedEss.advance(Duration.ofSeconds(1));
		Answer other = this.caller.get(location);
		assertThat(one.field("requestId")).isNotEqualTo(other.field("requestId"));
		assertThat(one.header("ETag")).isEqualTo(other.header("ETag"));
	}

	@Test
	void anActivityUnknownToEssIsNotFound() {
		Answer answer = this.caller.get(Caller.ACTIVITY);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.field("code")).isEqualTo("activity-not-found");
	}

	@Test
	void aNewActivityCountsAsRunningBeforeEssListsIt() {
		Answer answer = this.caller.get(Caller.ACTIVITY + "?since=" + secondsAgo(5));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(answer.json().path("done").booleanValue()).isFalse();
		assertThat(answer.field("scalingActivityId")).isEqualTo("asa-bp1c9djwrgxjyk31ruja");
		assertThat(answer.mustHave("Retry-After")).containsOnlyDigits();
	}

	@ParameterizedTest
	@ValueSource(longs = { 31, 86_400, -86_400 })
	void aMissingActivityIsNotFoundAfterHalfAMinute(long seconds) {
		assertThat(this.caller.get(Caller.ACTIVITY + "?since=" + secondsAgo(seconds)).status()).isEqualTo(404);
	}

	@ParameterizedTest // F31
	@CsvSource({ "Successful, SUCCESSFUL, true", "Warning, WARNING, true", "Failed, FAILED, true",
			"Rejected, REJECTED, true", "InProgress, IN_PROGRESS, false", "Paused, UNKNOWN, false" })
	void everyStatusHasAState(String statusCode, String state, boolean done) {
		Answer answer = poll("\"StatusCode\": \"%s\"".formatted(statusCode));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("state")).isEqualTo(state);
		assertThat(answer.field("statusCode")).isEqualTo(statusCode);
		assertThat(answer.json().path("done").booleanValue()).isEqualTo(done);
		assertThat(answer.header("Retry-After") == null).isEqualTo(done);
	}

	@Test // F31
	void everyFieldOfAnActivityIsPassedOn() {
		Answer answer = poll("""
				"StatusCode": "Warning", "ScalingGroupId": "asg-bp18p2yfxow2dloq", "Progress": 100, "Cause": "c",
				"Description": "d", "StatusMessage": "m", "StartTime": "2020-09-10T09:54Z",
				"EndTime": "2020-09-10T09:55:30Z", "TotalCapacity": "1", "SomethingNew": {},
				"ErrorMessages": {"ErrorMessages": [{"Code": "E", "Message": "em", "Description": "ed",
				  "FailedInstanceIds": {"FailedInstanceIds": ["i-1", "i-2"]}}]}""");
		assertThat(answer.field("scalingGroupId")).isEqualTo("asg-bp18p2yfxow2dloq");
		assertThat(answer.field("regionId")).isEqualTo("cn-hangzhou");
		assertThat(answer.json().path("progress").intValue()).isEqualTo(100);
		assertThat(answer.field("cause")).isEqualTo("c");
		assertThat(answer.field("description")).isEqualTo("d");
		assertThat(answer.field("statusMessage")).isEqualTo("m");
		assertThat(answer.field("startTime")).isEqualTo("2020-09-10T09:54:00Z");
		assertThat(answer.field("endTime")).isEqualTo("2020-09-10T09:55:30Z");
		JsonNode error = answer.json().path("errors").path(0);
		assertThat(error.path("code").stringValue()).isEqualTo("E");
		assertThat(error.path("message").stringValue()).isEqualTo("em");
		assertThat(error.path("description").stringValue()).isEqualTo("ed");
		assertThat(error.path("failedInstanceIds")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"EndTime\": \"\"", "\"EndTime\": null", "\"EndTime\": \"soon\"", "\"Progress\": null",
			"\"ErrorMessages\": {}", "\"ErrorMessages\": null", "\"Progress\": \"60\"" })
	void acceptsMissingAndDifferentlyTypedFields(String field) {
		assertThat(poll("\"StatusCode\": \"InProgress\", " + field).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 101, 2_000_000_000 })
	void omitsAProgressThatIsNoPercentage(int progress) {
		assertThat(poll("\"StatusCode\": \"InProgress\", \"Progress\": " + progress).json().has("progress")).isFalse();
	}

	@Test
	void omitsEmptyTextsAtEveryDepth() {
		JsonNode activity = poll(
				"""
						"StatusCode": "Warning", "Cause": "", "Description": " ", "ErrorMessages": {"ErrorMessages": [{"Code": "E",
						  "Message": "", "FailedInstanceIds": {"FailedInstanceIds": ["", "i-1"]}}]}""")
			.json();
		assertThat(activity.has("cause")).isFalse();
		assertThat(activity.has("description")).isFalse();
		assertThat(activity.at("/errors/0").toString()).isEqualTo("{\"code\":\"E\",\"failedInstanceIds\":[\"i-1\"]}");
	}

	@Test
	void omitsATextThatQuotesACredential() {
		JsonNode activity = poll(
				"\"StatusCode\": \"Failed\", \"Cause\": \"c\", \"StatusMessage\": \"of " + "STS.CanaryAccessKeyId\"")
			.json();
		assertThat(activity.path("cause").stringValue()).isEqualTo("c");
		assertThat(activity.has("statusMessage")).isFalse();
	}

	@Test
	void comparesETagsByTheRulesOfHttp() {
		String location = detach().mustHave("Location");
		String tag = this.caller.get(location).mustHave("ETag");
		String strong = tag.substring(2);
		for (String tags : new String[] { "*", tag, strong, "\"a\", " + tag, tag + ",W/\"b\"", "\"a,b\", " + strong }) {
			Answer answer = this.caller.get(location, "If-None-Match", tags);
			assertThat(answer.status()).as(tags).isEqualTo(304);
			assertThat(answer.header("ETag")).isEqualTo(tag);
		}
		assertThat(this.caller.get(location, "If-None-Match", "\"a\"", "If-None-Match", tag).status()).isEqualTo(304);
		for (String tags : new String[] { "\"a\"", "W/\"a\", \"b\"", "\"*\"", strong.replace("\"", "") }) {
			assertThat(this.caller.get(location, "If-None-Match", tags).status()).as(tags).isEqualTo(200);
		}
		assertThat(this.caller.get(Caller.ACTIVITY, "If-None-Match", "*").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"Activities\"", "[]", "{\"ScalingActivity\": 7}", "{\"ScalingActivity\": [7]}",
			"{\"ScalingActivity\": [null]}",
			"{\"ScalingActivity\": [{\"ErrorMessages\": {\"ErrorMessages\": [null]}}]}",
			"{\"ScalingActivity\": [{\"ErrorMessages\": {\"ErrorMessages\": [{\"FailedInstanceIds\": {\"FailedInstanceIds\": [null]}}]}}]}" })
	void rejectsAResponseOfAnotherStructure(String activities) {
		for (int attempt = 0; attempt < 4; attempt++) { // one fault per attempt
			this.ess.failNext(Fault.answer(200, "application/json;charset=utf-8",
					"{\"RequestId\": \"4DDC5C4E\", \"ScalingActivities\": " + activities + "}"));
		}
		assertThat(this.caller.get(Caller.ACTIVITY).field("code")).isEqualTo("upstream-malformed");
	}

	private Answer detach() {
		return this.caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
	}

	private Answer poll(String fields) {
		this.ess.failNext(Fault.answer(200, "application/json;charset=utf-8", """
				{"RequestId": "4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11", "ScalingActivities": {"ScalingActivity": [
				  {"ScalingActivityId": "asa-bp1c9djwrgxjyk31ruja", %s}]}}""".formatted(fields)));
		return this.caller.get(Caller.ACTIVITY);
	}

	private static long secondsAgo(long seconds) {
		return Instant.now().getEpochSecond() - seconds;
	}

}
