package dev.essfacade.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.essfacade.support.Caller;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Shutdown of the service finishes the requests in flight. */
class ShutdownTests {

	private static final Duration A_MINUTE = Duration.ofMinutes(1);

	private final EssSimulator ess = SimulatedEss.simulator();

	@BeforeEach
	void oneGroup() {
		this.ess.reset();
		this.ess.add(TestGroups.group());
	}

	@Test
	void finishesADetachInFlightAtShutdown() {
		CountDownLatch letGo = new CountDownLatch(1);
		this.ess.failNext("DetachAlbServerGroups", Fault.held(letGo));
		StartedFacade facade = StartedFacade.with();
		Caller caller = facade.caller();
		CompletableFuture<Caller.Answer> detach = CompletableFuture
			.supplyAsync(() -> caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH), Thread::startVirtualThread);
		await().atMost(A_MINUTE).until(() -> !this.ess.received().isEmpty());

		CompletableFuture<Void> end = CompletableFuture.runAsync(facade::close, Thread::startVirtualThread);
		await().atMost(A_MINUTE).until(() -> letsNobodyIn(caller.service()));
		assertThat(detach).isNotDone();
		assertThat(end).isNotDone();
		letGo.countDown();
		assertThat(detach.join().status()).isEqualTo(200);
		assertThat(this.ess.ledger()).hasSize(1);
		end.join();
	}

	@Test
	void turnsUnreadyBeforeItStopsServingRequests() {
		AtomicInteger whileGoing = new AtomicInteger();
		try (StartedFacade facade = StartedFacade.with()) {
			facade.context().addApplicationListener((ApplicationEvent event) -> {
				if (event instanceof AvailabilityChangeEvent<?> change
						&& change.getState() == ReadinessState.REFUSING_TRAFFIC) {
					whileGoing.set(facade.caller().get("/readyz").status());
				}
			});
		}
		assertThat(whileGoing).hasValue(503);
	}

	private static boolean letsNobodyIn(URI service) throws IOException {
		try (Socket socket = new Socket(service.getHost(), service.getPort())) {
			return !socket.isConnected();
		}
		catch (ConnectException _) {
			return true;
		}
	}

}
