package dev.esssimulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The connection that a response is written to. */
public final class Wire {

	private final Socket socket;

	private final CountDownLatch serverClosed;

	Wire(Socket socket, CountDownLatch serverClosed) {
		this.socket = socket;
		this.serverClosed = serverClosed;
	}

	public void send(HttpResponse answer) throws IOException {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.write(answer.head(true));
		whole.write(answer.bytes());
		send(whole.toByteArray());
	}

	/** Sends a body without its length. The end of the connection ends the body. */
	public void sendUntilClosed(HttpResponse answer) throws IOException {
		send(answer.without("Content-Length").with("Connection", "close").head(false));
		send(answer.bytes());
		close();
	}

	public void sendChunked(HttpResponse answer) throws IOException {
		send(answer.with("Transfer-Encoding", "chunked").head(false));
		send(Integer.toHexString(answer.bytes().length) + "\r\n");
		send(answer.bytes());
		send("\r\n0\r\n\r\n");
	}

	public void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.UTF_8));
	}

	private void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/** Waits in real time. Returns early if the server is closed. */
	public void pause(Duration duration) {
		try {
			this.serverClosed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits until the latch is released. */
	public void pause(CountDownLatch until) {
		try {
			until.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Keeps the connection open without sending until the client closes it. */
	public void staySilent() throws IOException {
		this.socket.getInputStream().transferTo(OutputStream.nullOutputStream());
	}

	public void close() throws IOException {
		this.socket.close();
	}

	/** Closes the connection with RST in place of FIN. */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	public boolean isClosed() {
		return this.socket.isClosed();
	}

}
