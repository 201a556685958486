package dev.esssimulator.action;

import dev.esssimulator.AlbServerGroup;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AttachAlbServerGroupsTests extends ActionTests {

	@Test
	void onlyForceAttachStartsAnActivityAndAddsInstances() {
		assertThat(startedActivity(attach("sgp-new", "80", "7", "ForceAttach", "true"))).isTrue();
		assertThat(attach("sgp-new", "81", "8").propertyNames()).containsExactly("RequestId");
		assertThat(group().albServerGroups()).contains(new AlbServerGroup("sgp-new", 80, 7),
				new AlbServerGroup("sgp-new", 81, 8));
		assertThat(group().backends().get("sgp-new:80")).hasSize(3);
		assertThat(group().backends()).doesNotContainKey("sgp-new:81");
	}

	@Test
	void rejectsAttachedAndMissingServerGroups() {
		assertThat(code(attach("sgp-ddwb0y0g6y9bjm", "443", "1"))).isEqualTo("AlbServerGroup.AlreadyAttached");
		this.simulator.removeTarget("sgp-gone");
		assertThat(code(attach("sgp-gone", "22", "1"))).isEqualTo("AlbServerGroup.NotExist");
	}

	@Test
	void theWeightIsMandatoryAndAtMost100() {
		assertThat(code(attach("sgp-new", "22", ""))).isEqualTo("MissingWeight");
		assertThat(code(attach("sgp-new", "22", "101"))).isEqualTo("InvalidWeight");
	}

	@Test
	void rejectsTheThirtyFirstServerGroup() {
		SimulatedGroup full = group();
		for (int i = full.albServerGroups().size(); i < 30; i++) {
			full = full.albServerGroup("sgp-more", i + 1, 1);
		}
		this.simulator.add(full);
		assertThat(code(attach("sgp-new", "22", "1"))).isEqualTo("QuotaExceeded.LoadBalancer");
	}

	private JsonNode attach(String id, String port, String weight, String... more) {
		String force = (more.length > 0) ? more[1] : "";
		return ask("AttachAlbServerGroups", "AlbServerGroup.1.AlbServerGroupId", id, "AlbServerGroup.1.Port", port,
				"AlbServerGroup.1.Weight", weight, "ForceAttach", force);
	}

}
