package dev.essfacade.ess;

import java.util.ArrayList;
import java.util.List;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Somebody watches a write; what ESS did is true whatever becomes of the watching. */
class OutcomeRecordingTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private static final EssCall<Detached> CALL = EssCall
		.write("DetachLoadBalancers", "cn-hangzhou", "token-1", Detached.class)
		.with("ScalingGroupId", "asg-1")
		.withList("LoadBalancer", List.of("lb-1"))
		.build();

	private final EssSimulator ess = extension.simulator();

	private final TestEssClient door = TestEssClient.to(this.ess.endpoint()).open();

	private final List<String> seen = new ArrayList<>();

	@BeforeEach
	void oneGroup() {
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id("asg-1").loadBalancer("lb-1"));
	}

	@AfterEach
	void close() throws Exception {
		this.door.close();
	}

	@Test
	void aSuccessThatCannotBeNotedIsOneAllTheSame() {
		assertThat(this.door.client().call(CALL, Stumbling::new).requestId()).isNotEmpty();
		assertThat(this.seen).containsExactly("success");
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void aFailureThatCannotBeNotedIsThatFailure() {
		this.ess.failNext(Fault.error(400, "InvalidParameter", "No."));
		assertThatExceptionOfType(EssException.class).isThrownBy(() -> this.door.client().call(CALL, Stumbling::new))
			.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(EssFailure.ANSWERED));
		assertThat(this.seen).containsExactly("failure");
	}

	@Test
	void whoCannotEvenBeginKeepsTheCallFromBeingMade() {
		assertThatIllegalStateException().isThrownBy(() -> this.door.client().call(CALL, () -> {
			throw new IllegalStateException("cannot watch");
		}));
		assertThat(this.ess.received()).isEmpty();
		assertThat(this.seen).isEmpty();
	}

	/** Notes what it is told, and stumbles over it. */
	private final class Stumbling implements EssClient.Witness {

		@Override
		public void succeeded(EssResult<? extends WriteResponse> result) {
			OutcomeRecordingTests.this.seen.add("success");
			throw new IllegalStateException("stumbled");
		}

		@Override
		public void failed(RuntimeException failure) {
			OutcomeRecordingTests.this.seen.add("failure");
			throw new IllegalStateException("stumbled");
		}

	}

	record Detached(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
