package dev.esssimulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.apache.hc.core5.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections and serves each in a virtual thread. */
public final class HttpServer implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

	private static final int BACKLOG = 1024;

	private final ServerSocket serverSocket;

	private final HttpHandler handler;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	private HttpServer(ServerSocket serverSocket, HttpHandler handler) {
		this.serverSocket = serverSocket;
		this.handler = handler;
	}

	public static HttpServer start(String host, int port, HttpHandler handler) {
		try {
			ServerSocket serverSocket = new ServerSocket();
			serverSocket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
			HttpServer server = new HttpServer(serverSocket, handler);
			Thread.ofVirtual().name("ess-simulator").start(server::accept);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on " + host + ":" + port, ex);
		}
	}

	public int port() {
		return this.serverSocket.getLocalPort();
	}

	private void accept() {
		while (!this.serverSocket.isClosed()) {
			try {
				Socket socket = this.serverSocket.accept();
				this.open.add(socket);
				Thread.ofVirtual().name("ess-simulator-connection").start(() -> serve(socket));
			}
			catch (IOException ex) {
				log.debug("No longer accepting: {}", ex.getMessage());
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			RequestReader requests = new RequestReader(socket);
			socket.setTcpNoDelay(true);
			Wire wire = new Wire(socket, this.closed);
			for (HttpRequest request = requests.next(); request != null; request = requests.next()) {
				this.handler.handle(request, wire);
				if (wire.isClosed() || "close".equalsIgnoreCase(request.header("connection"))) {
					return;
				}
			}
		}
		catch (IOException | HttpException ex) {
			log.debug("Connection ended: {}", ex.getMessage());
		}
		finally {
			this.open.remove(socket);
		}
	}

	public void awaitClose() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.serverSocket.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
