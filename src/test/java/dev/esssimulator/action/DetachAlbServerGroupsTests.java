package dev.esssimulator.action;

import dev.esssimulator.LedgerEntry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DetachAlbServerGroupsTests extends ActionTests {

	private static final String ID = "AlbServerGroup.1.AlbServerGroupId";

	private static final String PORT = "AlbServerGroup.1.Port";

	@Test
	void forceDetachStartsAnActivityAndRemovesInstances() {
		JsonNode answer = detach(ID, "sgp-ddwb0y0g6y9bjm", PORT, "443", "ForceDetach", "true");
		assertThat(startedActivity(answer)).isTrue();
		assertThat(group().targets()).doesNotContain("sgp-ddwb0y0g6y9bjm:443").contains("sgp-ddwb0y0g6y9bjm:80");
		assertThat(group().backends().get("sgp-ddwb0y0g6y9bjm:443")).isEmpty();
	}

	@Test
	void aPlainDetachCompletesAtOnceAndKeepsInstances() {
		JsonNode answer = detach(ID, "sgp-ddwb0y0g6y9bjm", PORT, "443");
		assertThat(answer.propertyNames()).containsExactly("RequestId");
		assertThat(group().targets()).doesNotContain("sgp-ddwb0y0g6y9bjm:443");
		assertThat(group().backends().get("sgp-ddwb0y0g6y9bjm:443")).hasSize(3);
		assertThat(this.simulator.ledger()).singleElement()
			.extracting(LedgerEntry::scalingActivityId, LedgerEntry::clientToken)
			.containsOnlyNulls();
	}

	@Test
	void oneTargetThatIsNotAttachedRejectsTheWholeCall() {
		JsonNode answer = detach(ID, "sgp-ddwb0y0g6y9bjm", PORT, "443", "AlbServerGroup.2.AlbServerGroupId",
				"sgp-ddwb0y0g6y9bjm", "AlbServerGroup.2.Port", "23");
		assertThat(code(answer)).isEqualTo("AlbServerGroup.NotAttached");
		assertThat(group().targets()).contains("sgp-ddwb0y0g6y9bjm:443");
		assertThat(this.simulator.ledger()).isEmpty();
	}

	@Test
	void aMissingGroupIsAnInvalidParameter() {
		JsonNode answer = detach("ScalingGroupId", "asg-none", ID, "sgp-1", PORT, "1");
		assertThat(code(answer)).isEqualTo("InvalidParameter");
		assertThat(answer.path("Message").asString())
			.isEqualTo("The specified value of parameter \"ScalingGroupId\" is not valid.");
	}

	@Test
	void aGroupOfAnotherRegionIsMissing() {
		assertThat(code(detach("RegionId", "cn-beijing", ID, "sgp-1", PORT, "1"))).isEqualTo("InvalidParameter");
		assertThat(code(detach("RegionId", "mars-1", ID, "sgp-1", PORT, "1"))).isEqualTo("ResourceNotAvailable");
	}

	@Test
	void everyFieldOfATargetIsMandatory() {
		assertThat(code(detach())).isEqualTo("MissingAlbServerGroup");
		assertThat(code(detach(ID, "sgp-1"))).isEqualTo("MissingPort");
		assertThat(code(detach(PORT, "1"))).isEqualTo("MissingAlbServerGroupId");
		assertThat(code(detach("RegionId", "", ID, "sgp-1", PORT, "1"))).isEqualTo("MissingRegionId");
		assertThat(code(detach("ScalingGroupId", "", ID, "sgp-1", PORT, "1"))).isEqualTo("MissingScalingGroupId");
	}

	@Test
	void rejectsListsWithGapsAndInvalidNumbers() {
		assertThat(code(detach("AlbServerGroup.2.AlbServerGroupId", "sgp-1", "AlbServerGroup.2.Port", "1")))
			.isEqualTo("InvalidAlbServerGroup");
		assertThat(code(detach("AlbServerGroup.x.Port", "1"))).startsWith("InvalidAlbServerGroup");
		assertThat(code(detach("AlbServerGroup.0.Port", "1"))).startsWith("InvalidAlbServerGroup");
		assertThat(code(detach(ID, "sgp-1", PORT, "0"))).isEqualTo("InvalidPort");
		assertThat(code(detach(ID, "sgp-1", PORT, "65536"))).isEqualTo("InvalidPort");
		assertThat(code(detach(ID, "sgp-1", PORT, "ssh"))).isEqualTo("InvalidPort");
		assertThat(code(detach(ID, "sgp-1", PORT, "1", "ForceDetach", "yes"))).isEqualTo("InvalidForceDetach");
	}

	private JsonNode detach(String... nameAndValue) {
		return ask("DetachAlbServerGroups", nameAndValue);
	}

}
