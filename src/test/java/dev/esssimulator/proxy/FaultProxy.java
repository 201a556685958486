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
 * Stands between a client and a server, both on this machine, and lets something go wrong
 * with every exchange that it is told to. An exchange begins with bytes from the client
 * that begin an HTTP request.
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

	/** On a free port of 127.0.0.1, in front of a server there. */
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

	/** What happens to the exchanges from here on; asked once for each. */
	public void faults(Supplier<NetworkFault> source) {
		this.faults = source;
	}

	/** Closes every connection that stands, as servers do with idle ones. */
	public void hangUp() throws IOException {
		for (ProxiedConnection connection : this.open) {
			connection.close();
		}
	}

	/** How many connections of clients are open. */
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
				// Closed, or a client that has gone already.
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
			// Either side has ended it.
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
