package dev.essfacade.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.essfacade.watch.Watcher.Way;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.RpcClient;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatorSettings;

/**
 * Measures callers that watch activities until the end of the activities, through the
 * service and without it.
 */
public final class WatchBench {

	static final String REGION = "cn-hangzhou";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int watchers;

	private final int activities;

	private final int seconds;

	private final EssSimulator ess = EssSimulator
		.start(SimulatorSettings.defaults().withTickingClock(true));

	private WatchBench(int watchers, int activities, int seconds) {
		this.watchers = watchers;
		this.activities = activities;
		this.seconds = seconds;
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		WatchBench bench = new WatchBench(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]),
				Integer.parseInt(arguments[2]));
		try (Service service = Service.start(bench.ess, arguments[3], bench.watchers)) {
			bench.detaches(service.port, 100); // warm-up
			bench.run("wait, stream", List.of(Way.WAIT, Way.STREAM), service);
			bench.run("naive loop", List.of(Way.NAIVE), service);
		}
		System.exit(0);
	}

	private void run(String name, List<Way> ways, Service service) throws IOException, InterruptedException {
		this.ess.reset();
		List<String> ids = IntStream.range(0, this.activities).mapToObj(this::activity).toList();
		this.ess.add(SimulatedGroup.in(REGION).id("asg-other").loadBalancer("lb-1").loadBalancer("lb-2"));
		boolean naive = ways.contains(Way.NAIVE);
		long heapBefore = service.heap();
		long[] quiet = naive ? new long[] { 0 } : detaches(service.port, 200);
		List<Watcher> all = Watcher.of(this.watchers, ways, ids);
		CountDownLatch started = new CountDownLatch(all.size());
		CountDownLatch ended = new CountDownLatch(all.size());
		RpcClient client = new RpcClient(this.ess);
		all.forEach((each) -> Thread.ofVirtual().start(() -> each.watch(service.port, client, started, ended)));
		started.await();
		Thread.sleep(Duration.ofSeconds(this.seconds));
		long heapWatching = service.heap();
		long memory = service.memory();
		long[] busy = naive ? new long[] { 0 } : detaches(service.port, 200);
		Thread.sleep(2_000);
		long end = System.nanoTime();
		this.ess.clock().advance(Duration.ofHours(2));
		ended.await(1, TimeUnit.MINUTES);
		long[] delays = all.stream().mapToLong((each) -> (each.told - end) / 1_000_000).sorted().toArray();
		System.out.printf(Locale.ROOT, "%n%s: %d watchers, %d activities%n", name, this.watchers, this.activities);
		System.out.println("  failed: " + all.stream()
			.filter((each) -> each.told == 0)
			.collect(Collectors.groupingBy((each) -> each.failure, Collectors.counting())).toString());
		System.out.printf("  upstream calls in the busiest second: %d%n", busiestSecond());
		System.out.printf("  told of the end after: p50 %d ms, p95 %d ms, last %d ms%n", delays[delays.length / 2],
				delays[delays.length * 95 / 100], delays[delays.length - 1]);
		if (!naive) {
			System.out.printf("  heap: %d KiB before, %d KiB watching (%d KiB per watcher), resident %d KiB%n",
					heapBefore, heapWatching, (heapWatching - heapBefore) / this.watchers, memory);
			Thread.sleep(3_000);
			System.out.printf("  heap afterwards: %d KiB%n", service.heap());
			System.out.printf("  detach of another caller, p50 and p99: quiet %d and %d us, watching %d and %d us%n",
					quiet[100], quiet[197], busy[100], busy[197]);
		}
	}

	private String activity(int number) {
		String group = "asg-" + number;
		this.ess.add(SimulatedGroup.in(REGION).id(group).loadBalancer("lb-1"));
		return this.ess.startActivity(REGION, group, ActivityOutcome.successful().after(Duration.ofHours(1)));
	}

	/** Returns the number of polls that ESS received in the second with the most polls. */
	private int busiestSecond() {
		List<Instant> polls = this.ess.received()
			.stream()
			.filter((request) -> request.action().equals("DescribeScalingActivities"))
			.map((request) -> request.at())
			.sorted()
			.toList();
		int most = 0;
		int first = 0;
		for (int each = 0; each < polls.size(); each++) {
			while (!polls.get(first).plusSeconds(1).isAfter(polls.get(each))) {
				first++;
			}
			most = Math.max(most, each - first + 1);
		}
		return most;
	}

	/** Detaches and attaches a load balancer in turns. Returns the sorted durations in us. */
	private long[] detaches(int port, int number) throws IOException, InterruptedException {
		if (number == 100) {
			this.ess.add(SimulatedGroup.in(REGION).id("asg-other").loadBalancer("lb-1").loadBalancer("lb-2"));
		}
		long[] times = new long[number];
		for (int each = 0; each < number; each++) {
			String detach = "{\"loadBalancers\": [\"lb-1\"]}";
			String attach = "{\"loadBalancers\": [{\"loadBalancerId\": \"lb-1\"}]}";
			HttpRequest request = HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/regions/" + REGION
						+ "/scaling-groups/asg-other/load-balancers/" + ((each % 2 == 0) ? "detach" : "attach")))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString((each % 2 == 0) ? detach : attach))
				.build();
			long start = System.nanoTime();
			int status = HTTP.send(request, BodyHandlers.ofString()).statusCode();
			times[each] = (System.nanoTime() - start) / 1000;
			if (status != 200) {
				throw new IOException("A detach got " + status);
			}
		}
		Arrays.sort(times);
		return times;
	}

}
