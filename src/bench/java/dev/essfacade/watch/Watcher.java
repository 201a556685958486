package dev.essfacade.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import dev.esssimulator.RpcClient;

/** One caller that watches an activity, and records when it gets the end of it. */
final class Watcher {

	/** How the caller watches the activity. */
	enum Way {

		/** Requests with {@code Prefer: wait=50}, one after the other. */
		WAIT,

		/** One event stream. */
		STREAM,

		/** Calls ESS directly, every three seconds on average. */
		NAIVE

	}

	private final Way way;

	private final String activity;

	volatile long told;

	volatile String failure = "";

	Watcher(Way way, String activity) {
		this.way = way;
		this.activity = activity;
	}

	void watch(int port, RpcClient ess, CountDownLatch started, CountDownLatch ended) {
		started.countDown();
		try {
			while (!(this.way == Way.NAIVE ? pollEss(ess) : request(port))) {
				// The activity runs.
			}
			this.told = System.nanoTime();
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			this.failure = String.valueOf(ex);
		}
		ended.countDown();
	}

	private boolean pollEss(RpcClient ess) throws InterruptedException {
		Thread.sleep(ThreadLocalRandom.current().nextInt(3_000));
		String answer = ess
			.get("DescribeScalingActivities", Map.of("RegionId", WatchBench.REGION, "ScalingActivityId.1", this.activity))
			.body();
		if (answer.contains("\"Successful\"")) {
			return true;
		}
		Thread.sleep(1_500);
		return false;
	}

	/** Returns whether the response says that the activity has ended. */
	private boolean request(int port) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			String header = (this.way == Way.WAIT) ? "Prefer: wait=50" : "Accept: text/event-stream";
			socket.getOutputStream()
				.write(("GET /api/v1/regions/" + WatchBench.REGION + "/scaling-activities/" + this.activity
						+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024);
			String status = String.valueOf(lines.readLine());
			if (!status.contains(" 200")) {
				throw new IOException(status);
			}
			return lines.lines().anyMatch((line) -> line.contains("\"done\":true"));
		}
	}

	/** Returns watchers, to which the ways and the activities are assigned in turns. */
	static List<Watcher> of(int number, List<Way> ways, List<String> activities) {
		return IntStream.range(0, number)
			.mapToObj((each) -> new Watcher(ways.get(each % ways.size()), activities.get(each / 2 % activities.size())))
			.toList();
	}

}
