package dev.esssimulator.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that does not respond to connection attempts. Its queue of pending
 * connections is full, so the kernel drops further ones.
 */
public final class Blackhole implements AutoCloseable {

	private static final int QUEUE = 1;

	private static final int MORE_THAN_ENOUGH = 16;

	private final ServerSocket socket;

	private final List<Socket> queued = new ArrayList<>();

	private Blackhole(ServerSocket socket) {
		this.socket = socket;
	}

	public static Blackhole open() throws IOException {
		Blackhole blackhole = new Blackhole(new ServerSocket(0, QUEUE, InetAddress.ofLiteral("127.0.0.1")));
		blackhole.fill();
		return blackhole;
	}

	private void fill() {
		for (int i = 0; i < MORE_THAN_ENOUGH; i++) {
			Socket waiting = new Socket();
			try {
				waiting.connect(this.socket.getLocalSocketAddress(), 50);
				this.queued.add(waiting);
			}
			catch (IOException _) {
				return; // the queue is full
			}
		}
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.socket.getLocalPort());
	}

	@Override
	public void close() throws IOException {
		for (Socket waiting : this.queued) {
			waiting.close();
		}
		this.socket.close();
	}

}
