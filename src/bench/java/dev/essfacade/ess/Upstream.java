package dev.essfacade.ess;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers every request with the same words after the same time. A process of its own
 * with one thread, so that it takes as little as possible of the time that its clients
 * are measured by.
 */
final class Upstream {

	private static final String BODY = "{\"RequestId\":\"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11\",\"TotalCount\":0}";

	private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\n"
			+ "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)
		.getBytes(StandardCharsets.US_ASCII);

	private final long pauseNanos;

	private final Selector selector = Selector.open();

	private final Queue<Due> waiting = new ArrayDeque<>();

	private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

	private Upstream(Duration pause) throws IOException {
		this.pauseNanos = pause.toNanos();
	}

	public static void main(String[] arguments) throws IOException {
		ServerSocketChannel entrance = ServerSocketChannel.open();
		entrance.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1024);
		System.out.println(entrance.socket().getLocalPort());
		new Upstream(Duration.ofMillis(Long.parseLong(arguments[0]))).serve(entrance);
	}

	private void serve(ServerSocketChannel entrance) throws IOException {
		entrance.configureBlocking(false).register(this.selector, SelectionKey.OP_ACCEPT);
		while (true) {
			answerWhatIsDue();
			this.selector.select(this::ready, untilNext());
		}
	}

	/** In milliseconds, as a selector wants it; 0 is for ever. */
	private long untilNext() {
		Due next = this.waiting.peek();
		return (next != null) ? Math.max(1, (next.nanoTime() - System.nanoTime() + 999_999) / 1_000_000) : 0;
	}

	private void answerWhatIsDue() throws IOException {
		for (Due next = this.waiting.peek(); next != null
				&& next.nanoTime() - System.nanoTime() <= 0; next = this.waiting.peek()) {
			this.waiting.remove().client().write(ByteBuffer.wrap(ANSWER));
		}
	}

	private void ready(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				((ServerSocketChannel) key.channel()).accept()
					.configureBlocking(false)
					.register(this.selector, SelectionKey.OP_READ, new StringBuilder());
			}
			else {
				read((SocketChannel) key.channel(), (StringBuilder) key.attachment());
			}
		}
		catch (IOException _) {
			key.cancel();
		}
	}

	private void read(SocketChannel client, StringBuilder request) throws IOException {
		if (client.read(this.buffer.clear()) < 0) {
			client.close();
			return;
		}
		request.append(StandardCharsets.ISO_8859_1.decode(this.buffer.flip()));
		if (isWhole(request)) {
			request.setLength(0);
			this.waiting.add(new Due(client, System.nanoTime() + this.pauseNanos));
		}
	}

	private static boolean isWhole(StringBuilder request) {
		int body = request.indexOf("\r\n\r\n") + 4;
		int length = request.indexOf("Content-Length: ");
		return body > 3 && length > 0 && request.length() - body >= Integer.parseInt(request, length + 16,
				request.indexOf("\r", length), 10);
	}

	/**
	 * An answer that has to be given.
	 *
	 * @param client who waits for it
	 * @param nanoTime when
	 */
	private record Due(SocketChannel client, long nanoTime) {
	}

}
