package dev.essfacade.ess;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EssCallTests {

	@Test
	void numbersListsFromOneAsTheWireWants() {
		EssCall<String> call = EssCall.read("Any", "cn-hangzhou", String.class)
			.withList("ScalingActivityId", List.of("a", "b"))
			.withObjects("AlbServerGroup", List.of(Map.of("Port", 22), Map.of("Port", 80)))
			.build();
		assertThat(call.parameters())
			.containsExactlyInAnyOrderEntriesOf(Map.of("RegionId", "cn-hangzhou", "ScalingActivityId.1", "a",
					"ScalingActivityId.2", "b", "AlbServerGroup.1.Port", "22", "AlbServerGroup.2.Port", "80"));
	}

	@Test
	void aWriteCarriesItsTokenAndAReadHasNone() {
		EssCall<String> write = EssCall.write("Any", "cn-hangzhou", "token", String.class).build();
		assertThat(write.isWrite()).isTrue();
		assertThat(write.parameters()).containsEntry("ClientToken", "token");
		assertThat(EssCall.read("Any", "cn-hangzhou", String.class).build().isWrite()).isFalse();
	}

}
