package dev.essfacade.ess;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EssCallTests {

	@Test
	void numbersListItemsFromOne() {
		EssCall<WriteResponse> call = EssCall.write("Any", "cn-hangzhou", "token")
			.scalingGroup("asg-1")
			.targets("AlbServerGroup", List.of(Map.of("Port", 22, "Id", "a"), Map.of("Port", 80, "Id", "b")), "Id")
			.targets("LoadBalancer", List.of("c"))
			.parameters("Tag", List.of("x", "y"))
			.scope("ess.detach")
			.build();
		assertThat(call.parameters().entrySet()).extracting(Object::toString)
			.containsExactly("RegionId=cn-hangzhou", "ClientToken=token", "ScalingGroupId=asg-1",
					"AlbServerGroup.1.Id=a", "AlbServerGroup.1.Port=22", "AlbServerGroup.2.Id=b",
					"AlbServerGroup.2.Port=80", "LoadBalancer.1=c", "Tag.1=x", "Tag.2=y");
	}

	@Test
	void declaresTargetsDetailsForceAndScopes() {
		EssCall<WriteResponse> call = EssCall.write("Any", "cn-hangzhou", "token")
			.scalingGroup("asg-1")
			.targets("Group", List.of(Map.of("Port", 22, "Id", "a")), "Id")
			.parameter("Async", true)
			.scope("ess.detach")
			.force("AnyForce", true, "ess.detach.force")
			.build();
		assertThat(call.scalingGroupId()).isEqualTo("asg-1");
		assertThat(call.targets()).containsExactly("a");
		assertThat(call.details()).containsExactly("Group.1.Port=22", "Async=true");
		assertThat(call.force()).isTrue();
		assertThat(call.scopes()).containsExactly("ess.detach", "ess.detach.force");
		assertThat(call.parameters()).containsEntry("AnyForce", "true");
	}

	@Test
	void needsTheScopeOfForceOnlyWithForce() {
		EssCall<WriteResponse> call = EssCall.write("Any", "cn-hangzhou", "token")
			.scalingGroup("asg-1")
			.targets("LoadBalancer", List.of("lb-1"))
			.scope("ess.detach")
			.force("AnyForce", false, "ess.detach.force")
			.build();
		assertThat(call.scopes()).containsExactly("ess.detach");
	}

	@Test
	void rejectsAWriteThatDoesNotDeclareWhatItIsAbout() {
		EssCall.Builder<WriteResponse> withoutTargets = EssCall.write("Any", "cn-hangzhou", "token")
			.scalingGroup("asg-1")
			.scope("ess.detach");
		assertThatIllegalStateException().isThrownBy(withoutTargets::build);
		EssCall.Builder<WriteResponse> withoutScope = EssCall.write("Any", "cn-hangzhou", "token")
			.scalingGroup("asg-1")
			.targets("LoadBalancer", List.of("lb-1"));
		assertThatIllegalStateException().isThrownBy(withoutScope::build);
		EssCall.Builder<WriteResponse> withoutGroup = EssCall.write("Any", "cn-hangzhou", "token")
			.targets("LoadBalancer", List.of("lb-1"))
			.scope("ess.detach");
		assertThatIllegalStateException().isThrownBy(withoutGroup::build);
	}

	@Test
	void rejectsAParameterThatIsSetTwice() {
		EssCall.Builder<String> call = EssCall.read("Any", "cn-hangzhou", String.class).parameter("PageNumber", 1);
		assertThatIllegalStateException().isThrownBy(() -> call.parameter("PageNumber", 2));
		assertThatIllegalStateException().isThrownBy(() -> call.parameter("RegionId", "cn-beijing"));
	}

	@Test
	void onlyAWriteHasAClientToken() {
		assertThat(TestCalls.detach("cn-hangzhou", "asg-1", "token").isWrite()).isTrue();
		assertThat(EssCall.read("Any", "cn-hangzhou", String.class).build().isWrite()).isFalse();
	}

}
