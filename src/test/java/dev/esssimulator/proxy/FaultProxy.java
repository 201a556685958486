package dev.esssimulator.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Proxy between a client and a server on this machine that injects network faults into
 * exchanges. An exchange begins when the client sends the first bytes of an HTTP request.
 */
public final class FaultProxy implements AutoCloseable {

	private final ServerSocket entrance;

	private final URI server;

	private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();

	private volatile Supplier<NetworkFault> faults = NetworkFault::none;

	private FaultProxy(ServerSocket entrance, URI server) {
		this.entrance = entrance;
		this.server = server;
	}

	/** Starts a proxy for a server, on a free port of 127.0.0.1. */
	public static FaultProxy to(URI server) {
		try {
			FaultProxy proxy = new FaultProxy(new ServerSocket(0, 1024, InetAddress.ofLiteral("127.0.0.1")), server);
			Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.entrance.getLocalPort());
	}

	/** Sets the source of faults. From now on, it is called once for each exchange. */
	public void faults(Supplier<NetworkFault> source) {
		this.faults = source;
	}

	/** Closes every open connection, as servers do with idle ones. */
	public void hangUp() throws IOException {
		for (ProxiedConnection connection : this.open) {
			connection.close();
		}
	}

	/** Number of open client connections. */
	public int openConnections() {
		return this.open.size();
	}

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				Socket client = this.entrance.accept();
				Thread.ofVirtual().name("fault-proxy-connection").start(() -> connect(client));
			}
			catch (IOException _) {
				// The proxy is closed, or the client has disconnected.
			}
		}
	}

	private void connect(Socket client) {
		try (client; Socket upstream = new Socket(this.server.getHost(), this.server.getPort())) {
			client.setTcpNoDelay(true);
			upstream.setTcpNoDelay(true);
			ProxiedConnection connection = new ProxiedConnection(client, upstream, () -> this.faults.get());
			this.open.add(connection);
			try {
				connection.run();
			}
			finally {
				this.open.remove(connection);
			}
		}
		catch (IOException _) {
			// Client or server has closed the connection.
		}
	}

	@Override
	public void close() {
		try {
			this.entrance.close();
			hangUp();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
