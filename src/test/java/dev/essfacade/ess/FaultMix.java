package dev.essfacade.ess;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.proxy.NetworkFault;

/**
 * Random faults: about one exchange in five has a fault. Half of the faults occur in ESS
 * and half in the network. A seed always produces the same faults in the same order.
 */
final class FaultMix {

	private static final List<Fault> OF_ESS = List.of(Fault.serviceUnavailable(), Fault.serverError(),
			Fault.serverError().afterCommit(), Fault.throttled(Duration.ofMillis(20)), Fault.badGatewayHtml(),
			Fault.badGatewayHtml().afterCommit(), Fault.html(), Fault.empty(), Fault.truncated(), Fault.codeInSuccess(),
			Fault.closeBeforeAnswer(), Fault.resetAfterCommit(), Fault.withoutRequestId(), Fault.huge(),
			Fault.error(400, "ScalingActivityInProgress", "The group is busy."));

	private static final List<NetworkFault> OF_THE_NETWORK = List.of(NetworkFault.resetBeforeRequest(),
			NetworkFault.resetBeforeAnswer(), NetworkFault.cutAfter(0), NetworkFault.cutAfter(40),
			NetworkFault.cutAfter(180), NetworkFault.latency(Duration.ofMillis(30)),
			NetworkFault.latency(Duration.ofMillis(150)));

	/** Faults that last until the deadline; they are rare because each takes long. */
	private static final List<NetworkFault> WITHOUT_END = List.of(NetworkFault.halfOpen(), NetworkFault.blackhole(),
			NetworkFault.drip(Duration.ofMillis(50)), NetworkFault.latency(Duration.ofMillis(1500)));

	private final SplittableRandom random;

	FaultMix(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/** With a probability of 10 %, adds a fault for the simulator's next request. */
	synchronized void maybeFail(EssSimulator ess) {
		if (this.random.nextInt(100) < 10) {
			ess.failNext(OF_ESS.get(this.random.nextInt(OF_ESS.size())));
		}
	}

	synchronized NetworkFault next() {
		int drawn = this.random.nextInt(1000);
		if (drawn < 100) {
			return OF_THE_NETWORK.get(drawn % OF_THE_NETWORK.size());
		}
		return (drawn < 104) ? WITHOUT_END.get(drawn - 100) : NetworkFault.none();
	}

}
