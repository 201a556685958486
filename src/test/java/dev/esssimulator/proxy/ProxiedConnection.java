package dev.esssimulator.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.esssimulator.proxy.NetworkFault.Kind;

/** The connection of a client, and the proxy's connection to the server. */
final class ProxiedConnection {

	private final Socket client;

	private final Socket server;

	private final Supplier<NetworkFault> faults;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile NetworkFault current = NetworkFault.none();

	ProxiedConnection(Socket client, Socket server, Supplier<NetworkFault> faults) {
		this.client = client;
		this.server = server;
		this.faults = faults;
	}

	void run() throws IOException {
		Thread.ofVirtual().name("fault-proxy-answers").start(this::passAnswers);
		try {
			passRequests();
		}
		finally {
			close();
		}
	}

	private void passRequests() throws IOException {
		byte[] buffer = new byte[16 * 1024];
		for (int read = read(this.client, buffer); read >= 0; read = read(this.client, buffer)) {
			if (beginsARequest(buffer, read)) {
				this.current = this.faults.get();
			}
			switch (this.current.kind()) {
				case RESET_BEFORE_REQUEST -> reset();
				case HALF_OPEN -> {
					// The bytes are dropped.
				}
				default -> this.server.getOutputStream().write(buffer, 0, read);
			}
		}
	}

	private static boolean beginsARequest(byte[] buffer, int length) {
		String start = new String(buffer, 0, Math.min(length, 5), StandardCharsets.ISO_8859_1);
		return start.startsWith("POST ") || start.startsWith("GET ") || start.startsWith("PUT ");
	}

	private void passAnswers() {
		byte[] buffer = new byte[16 * 1024];
		try {
			for (int read = read(this.server, buffer); read >= 0; read = read(this.server, buffer)) {
				pass(Arrays.copyOf(buffer, read));
			}
			if (this.current.kind() != Kind.BLACKHOLE && this.current.kind() != Kind.HALF_OPEN) {
				close();
			}
		}
		catch (IOException _) {
			quietlyClose();
		}
	}

	private void pass(byte[] answer) throws IOException {
		NetworkFault fault = this.current;
		switch (fault.kind()) {
			case RESET_BEFORE_ANSWER -> reset();
			case BLACKHOLE, HALF_OPEN, RESET_BEFORE_REQUEST -> {
				// The response is dropped.
			}
			case CUT -> {
				write(answer, 0, Math.min(fault.bytes(), answer.length));
				close();
			}
			case DRIP -> {
				for (int i = 0; i < answer.length; i++) {
					pause(fault.delay());
					write(answer, i, 1);
				}
			}
			case LATENCY -> {
				pause(fault.delay());
				write(answer, 0, answer.length);
			}
			case NONE -> write(answer, 0, answer.length);
		}
	}

	private void write(byte[] bytes, int from, int length) throws IOException {
		this.client.getOutputStream().write(bytes, from, length);
	}

	private static int read(Socket socket, byte[] buffer) throws IOException {
		return socket.getInputStream().read(buffer);
	}

	/** Waits. Returns early if the connection closes. */
	private void pause(Duration duration) {
		try {
			this.closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void reset() throws IOException {
		this.client.setSoLinger(true, 0);
		close();
	}

	void close() throws IOException {
		this.closed.countDown();
		this.client.close();
		this.server.close();
	}

	private void quietlyClose() {
		try {
			close();
		}
		catch (IOException _) {
			// The connection is closed.
		}
	}

}
