package dev.essfacade.bench;

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
 * A fake of ESS that responds to every request after the same time. It runs in a process
 * of its own with one thread, and takes as little processor time as possible.
 */
final class Upstream {

	static final String ACTIVITY = "asa-bp161886830f9a64535b";

	private static final ByteBuffer DETACH = response(
			"{\"RequestId\":\"C8C30482-9371-40E2-8AB6-6D1873A0E6E0\",\"ScalingActivityId\":\"" + ACTIVITY + "\"}");

	private static final ByteBuffer POLL = response("""
			{"RequestId":"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11","TotalCount":1,"PageNumber":1,"PageSize":10,\
			"ScalingActivities":{"ScalingActivity":[{"ScalingActivityId":"%s",\
			"ScalingGroupId":"asg-bp18p2yfxow2dloq","StatusCode":"InProgress","Progress":50,\
			"Cause":"A user requests to detach server groups.","Description":"Detach 1 server group.",\
			"StartTime":"2026-11-27T01:00Z","EndTime":"","StatusMessage":""}]}}""".formatted(ACTIVITY));

	private static final ByteBuffer GROUP = response("""
			{"RequestId":"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E12","TotalCount":1,"PageNumber":1,"PageSize":50,\
			"ScalingGroups":{"ScalingGroup":[{"ScalingGroupId":"%s","ScalingGroupName":"shop",\
			"LifecycleState":"Active","LoadBalancerIds":{"LoadBalancerId":["lb-bp1u7etiogg38yvwz"]},\
			"AlbServerGroups":{"AlbServerGroup":[{"AlbServerGroupId":"%s","Port":8080,"Weight":60}]}}]}}"""
		.formatted(Load.GROUP, Load.SERVER_GROUP));

	private final long pauseNanos;

	private final Selector selector = Selector.open();

	private final Queue<Due> waiting = new ArrayDeque<>();

	private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

	private Upstream(Duration pause) throws IOException {
		this.pauseNanos = pause.toNanos();
	}

	/** Serves, and prints its port. Argument: the time until each response, in ms. */
	public static void main(String[] arguments) throws IOException {
		ServerSocketChannel server = ServerSocketChannel.open();
		server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1024);
		System.out.println(server.socket().getLocalPort());
		new Upstream(Duration.ofMillis(Long.parseLong(arguments[0]))).serve(server);
	}

	private static ByteBuffer response(String body) {
		return ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nDate: Fri, 27 Nov 2026 01:00:00 GMT\r\n"
				+ "Content-Type: application/json;charset=utf-8\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
			.getBytes(StandardCharsets.US_ASCII));
	}

	private void serve(ServerSocketChannel server) throws IOException {
		server.configureBlocking(false).register(this.selector, SelectionKey.OP_ACCEPT);
		while (true) {
			respond();
			this.selector.select(this::ready, millisToNext());
		}
	}

	/** Returns the timeout of the next select, in milliseconds; 0 means none. */
	private long millisToNext() {
		Due next = this.waiting.peek();
		return (next != null) ? Math.max(1, (next.nanoTime() - System.nanoTime() + 999_999) / 1_000_000) : 0;
	}

	private void respond() throws IOException {
		for (Due next = this.waiting.peek(); next != null
				&& next.nanoTime() - System.nanoTime() <= 0; next = this.waiting.peek()) {
			SocketChannel client = this.waiting.remove().client();
			try {
				client.write(next.response().duplicate());
			}
			catch (IOException _) {
				client.close(); // at the end of a load, wrk closes its connections
			}
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

	@SuppressWarnings("deprecation") // the bytes are ASCII
	private void read(SocketChannel client, StringBuilder request) throws IOException {
		if (client.read(this.buffer.clear()) < 0) {
			client.close();
			return;
		}
		request.append(new String(this.buffer.array(), 0, 0, this.buffer.position()));
		if (isComplete(request)) {
			ByteBuffer response = response(request);
			request.setLength(0);
			if (this.pauseNanos == 0) {
				client.write(response.duplicate());
			}
			else {
				this.waiting.add(new Due(client, System.nanoTime() + this.pauseNanos, response));
			}
		}
	}

	private static ByteBuffer response(StringBuilder request) {
		if (request.indexOf("DescribeScalingActivities") >= 0 || request.indexOf("/scaling-activities/") >= 0) {
			return POLL;
		}
		return (request.indexOf("DescribeScalingGroups") >= 0) ? GROUP : DETACH;
	}

	private static boolean isComplete(StringBuilder request) {
		int body = request.indexOf("\r\n\r\n") + 4;
		if (body <= 3) {
			return false;
		}
		int length = request.indexOf("Content-Length: ");
		length = (length >= 0) ? length : request.indexOf("Content-length: ");
		return length < 0 || length > body || request.length() - body >= Integer.parseInt(request, length + 16,
				request.indexOf("\r", length), 10);
	}

	/** A response that is due at a time. */
	private record Due(SocketChannel client, long nanoTime, ByteBuffer response) {
	}

}
