package dev.essfacade.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.essfacade.support.Caller;
import dev.essfacade.support.ServiceProcess;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.TestGroups;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory that the service allocates for a request. This measure of a request's cost does
 * not depend on the speed of the machine. The bounds are 20 % above the figures of 27
 * November 2026. {@code src/bench/run} measures a service with fully compiled code, whose
 * figures are lower.
 */
class AllocationTests {

	private static final int REQUESTS = 200;

	/** Bound for a detach, including the read of the attachments. */
	private static final long MAX_DETACH_BYTES = 282_000;

	private static final long MAX_POLL_BYTES = 163_000;

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void aDetachAndAPollAllocateNoMoreThanTheirBounds() throws Exception {
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
		int port = freePort();
		ServiceProcess service = ServiceProcess.start((_) -> {
		}, "ess.endpoint=" + SimulatedEss.simulator().endpoint(), "server.port=" + port);
		try {
			HttpRequest detach = HttpRequest.newBuilder(uri(port, Caller.ALB_DETACH))
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", "the-same-for-all")
				.POST(HttpRequest.BodyPublishers.ofString(TestGroups.FORCED_ALB_DETACH))
				.build();
			String location = send(detach, 202).headers().firstValue("Location").orElseThrow();
			HttpRequest poll = HttpRequest.newBuilder(uri(port, location)).build();

			assertThat(bytesOfOne(detach, 202, service)).as("bytes of a detach").isBetween(1L, MAX_DETACH_BYTES);
			assertThat(bytesOfOne(poll, 200, service)).as("bytes of a poll").isBetween(1L, MAX_POLL_BYTES);
		}
		finally {
			service.kill();
		}
	}

	/**
	 * Returns the mean of many requests. The first requests load classes, and are not
	 * measured.
	 */
	private long bytesOfOne(HttpRequest request, int status, ServiceProcess service) throws Exception {
		sendMany(request, status);
		long before = service.allocatedBytes();
		sendMany(request, status);
		return (service.allocatedBytes() - before) / REQUESTS;
	}

	private void sendMany(HttpRequest request, int status) throws Exception {
		for (int i = 0; i < REQUESTS; i++) {
			send(request, status);
		}
	}

	private HttpResponse<String> send(HttpRequest request, int status) throws Exception {
		HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return response;
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
