package dev.essfacade.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * HTTP proxy that supports only CONNECT. It connects the hosts of its table to servers on
 * this machine, so that no test host needs DNS.
 */
public final class ConnectProxy implements AutoCloseable {

	/** Credentials of a proxy that requires them. */
	public static final String CREDENTIALS = "CanaryProxyUser:CanaryProxyPassword";

	private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

	private final ServerSocket server;

	private final Map<String, URI> routes;

	private final @Nullable SSLContext tls;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final Map<String, String> responses = new ConcurrentHashMap<>();

	private volatile boolean credentialsRequired;

	/**
	 * Starts a proxy on a free loopback port.
	 * @param routes servers by {@code host:port} of the CONNECT request
	 * @param tls TLS context of the proxy, which ends TLS in each tunnel; null if the
	 * server ends TLS
	 */
	public ConnectProxy(Map<String, URI> routes, @Nullable SSLContext tls) {
		try {
			this.server = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.routes = routes;
		this.tls = tls;
		Thread.ofVirtual().start(this::accept);
	}

	/** Returns the proxy's URL without credentials. */
	public String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/** Returns the proxy's URL with the right credentials. */
	public String urlWithCredentials() {
		return "http://" + CREDENTIALS + "@127.0.0.1:" + this.server.getLocalPort();
	}

	/** Answers requests without the credentials with 407 from now on. */
	public void requireCredentials() {
		this.credentialsRequired = true;
	}

	/**
	 * Answers a CONNECT to the target with this response from now on. If the text is
	 * empty, the proxy sends no response.
	 */
	public void respond(String target, String response) {
		this.responses.put(target, response);
	}

	/** Returns the heads of all requests so far. */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/** Returns host and port of all requests so far. */
	public List<String> targets() {
		return this.requests.stream().map((head) -> head.split(" ", 3)[1]).toList();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.sockets.add(client);
				Thread.ofVirtual().start(() -> serve(client));
			}
		}
		catch (IOException _) {
			// The proxy is closed.
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = readHead(client.getInputStream());
			this.requests.add(head);
			String target = head.split(" ", 3)[1];
			String answer = isDenied(head)
					? String.join("\r\n", "HTTP/1.1 407 Proxy Authentication Required",
							"Proxy-Authenticate: Basic realm=\"egress\"", "Content-Length: 0", "", "")
					: this.responses.getOrDefault(target, ESTABLISHED);
			client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			if (answer.equals(ESTABLISHED)) {
				tunnel(client, this.routes.get(target));
			}
			client.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException _) {
			// The connection is over.
		}
	}

	private boolean isDenied(String head) {
		String expected = "Proxy-Authorization: Basic "
				+ Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.US_ASCII)) + "\r\n";
		return !head.startsWith("CONNECT ") || (this.credentialsRequired && !head.contains(expected));
	}

	private void tunnel(Socket client, @Nullable URI target) throws IOException {
		if (target == null) {
			throw new IOException("no route");
		}
		Socket inner = (this.tls != null) ? endTls(this.tls, client) : client;
		try (Socket server = new Socket(target.getHost(), target.getPort())) {
			this.sockets.add(server);
			Thread.ofVirtual().start(() -> copy(server, inner));
			copy(inner, server);
		}
	}

	private static Socket endTls(SSLContext tls, Socket client) throws IOException {
		SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
		socket.setUseClientMode(false);
		return socket;
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException _) {
			// The connection is over.
		}
	}

	private static String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("no request");
			}
			head.append((char) next);
		}
		return head.toString();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
