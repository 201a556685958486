package dev.essfacade;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How the service goes: nobody is cut off. */
class ShutdownTests {

	private final EssSimulator ess = SimulatedEss.simulator();

	@BeforeEach
	void oneGroup() {
		this.ess.reset();
		this.ess.add(TestGroups.group());
	}

	@Test
	void aDetachUnderWayIsFinished() {
		CompletableFuture<Void> leaving = new CompletableFuture<>();
		this.ess.failNext("DetachAlbServerGroups", Fault.slowUntil(leaving));
		StartedFacade facade = StartedFacade.with("ess.deadline=20s");
		onLeaving(facade, () -> leaving.complete(null));
		CompletableFuture<Caller.Answer> detach = CompletableFuture
			.supplyAsync(() -> facade.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH));
		await().atMost(Duration.ofMinutes(1)).until(() -> !this.ess.received().isEmpty());
		facade.close();
		assertThat(detach.join().status()).isEqualTo(200);
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void readinessGoesWhileRequestsAreStillAnswered() {
		AtomicInteger whileGoing = new AtomicInteger();
		try (StartedFacade facade = StartedFacade.with()) {
			onLeaving(facade, () -> whileGoing.set(facade.caller().get("/readyz").status()));
		}
		assertThat(whileGoing).hasValue(503);
	}

	private static void onLeaving(StartedFacade facade, Runnable action) {
		facade.context().addApplicationListener((ApplicationEvent event) -> {
			if (event instanceof AvailabilityChangeEvent<?> change
					&& change.getState() == ReadinessState.REFUSING_TRAFFIC) {
				action.run();
			}
		});
	}

}
