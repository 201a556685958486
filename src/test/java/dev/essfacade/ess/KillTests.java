package dev.essfacade.ess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.proxy.FaultProxy;
import dev.esssimulator.proxy.NetworkFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An instance vanishes at a random point of a detach, and its caller repeats the request
 * under the same key on another one. To ESS a killed process is a set of connections that
 * end, with whatever had been sent by then; that is what happens here.
 */
class KillTests {

	private static final int KILLS = Integer.getInteger("faults.kills", 200);

	private static final long SEED = 24;

	private final EssSimulator ess = EssSimulator.start();

	private final Door survivor = Door.to(this.ess.endpoint()).open();

	@AfterEach
	void close() throws IOException {
		this.survivor.close();
		this.ess.close();
	}

	@Test // F24
	void theSameKeyOnAnotherInstanceHasOneEffect() throws Exception {
		SplittableRandom random = new SplittableRandom(SEED);
		for (int kill = 0; kill < KILLS; kill++) {
			String group = "asg-" + kill;
			String token = "token-" + kill;
			this.ess.add(SimulatedGroup.in("cn-hangzhou").id(group).loadBalancer("lb-1").loadBalancer("lb-2"));
			startAndKill(group, token, random);
			detach(this.survivor, group, token);
		}
		assertThat(this.ess.ledger()).extracting(LedgerEntry::clientToken).hasSize(KILLS).doesNotHaveDuplicates();
	}

	private void startAndKill(String group, String token, SplittableRandom random) throws Exception {
		FaultProxy network = FaultProxy.to(this.ess.endpoint());
		network.faults(() -> NetworkFault.latency(Duration.ofMillis(1)));
		Door victim = Door.to(network.endpoint()).open();
		CountDownLatch started = new CountDownLatch(1);
		FutureTask<@Nullable EssException> call = new FutureTask<>(() -> {
			started.countDown();
			return catchThrowableOfType(EssException.class, () -> detach(victim, group, token));
		});
		Thread.ofVirtual().start(call);
		started.await();
		// Nothing counts this latch down: it only lets the time pass.
		assertThat(new CountDownLatch(1).await(random.nextInt(8_000), TimeUnit.MICROSECONDS)).isFalse();
		network.close();
		victim.close();
		call.get(); // a failure of any other kind would be thrown here
	}

	private static void detach(Door door, String group, String token) {
		door.client()
			.call(EssCall.write("DetachLoadBalancers", "cn-hangzhou", token, Object.class)
				.with("ScalingGroupId", group)
				.withList("LoadBalancer", List.of("lb-1"))
				.build());
	}

}
