package dev.esssimulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The open connection that an answer goes to. */
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

	/** Without a length: the end of the connection is the end of the body. */
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

	/** Lets real time pass; ends early when the server closes. */
	public void pause(Duration duration) {
		try {
			this.serverClosed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits until somebody says so. */
	public void pause(CountDownLatch until) {
		try {
			until.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Keeps the connection open and silent for as long as the other side does. */
	public void staySilent() throws IOException {
		this.socket.getInputStream().transferTo(OutputStream.nullOutputStream());
	}

	public void close() throws IOException {
		this.socket.close();
	}

	/** Ends the connection by RST instead of FIN. */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	public boolean isClosed() {
		return this.socket.isClosed();
	}

}
