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
			.withTargets("AlbServerGroup", List.of(Map.of("Port", 22, "Id", "a"), Map.of("Port", 80, "Id", "b")), "Id")
			.withTargets("LoadBalancer", List.of("c"))
			.build();
		assertThat(call.parameters().entrySet()).extracting(Object::toString)
			.containsExactly("RegionId=cn-hangzhou", "ScalingActivityId.1=a", "ScalingActivityId.2=b",
					"AlbServerGroup.1.Id=a", "AlbServerGroup.1.Port=22", "AlbServerGroup.2.Id=b",
					"AlbServerGroup.2.Port=80", "LoadBalancer.1=c");
		assertThat(call.targets()).containsExactly("a", "b", "c");
	}

	@Test
	void aWriteCarriesItsTokenAndAReadHasNone() {
		EssCall<String> write = EssCall.write("Any", "cn-hangzhou", "token", String.class).build();
		assertThat(write.isWrite()).isTrue();
		assertThat(write.parameters()).containsEntry("ClientToken", "token");
		assertThat(EssCall.read("Any", "cn-hangzhou", String.class).build().isWrite()).isFalse();
	}

}
