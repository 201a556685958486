package dev.essfacade.ess;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.esssimulator.http.HttpAnswer;
import dev.esssimulator.http.HttpRequest;
import dev.esssimulator.http.HttpServer;
import dev.esssimulator.http.Wire;
import org.slf4j.LoggerFactory;

/**
 * The door and a bare loop take turns at an upstream that answers after 50 ms; both in
 * this process, so that both suffer the same machine.
 */
final class DoorThroughput {

	private static final Duration UPSTREAM = Duration.ofMillis(50);

	private static final HttpAnswer ANSWER = HttpAnswer.of(200, "application/json;charset=utf-8",
			"{\"RequestId\":\"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11\",\"TotalCount\":0}");

	private DoorThroughput() {
	}

	public static void main(String[] arguments) throws Exception {
		int callers = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 256;
		Duration slice = Duration.ofSeconds((arguments.length > 1) ? Integer.parseInt(arguments[1]) : 5);
		int rounds = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 4;
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		try (HttpServer upstream = HttpServer.start("127.0.0.1", 0, DoorThroughput::answer)) {
			URI endpoint = URI.create("http://127.0.0.1:" + upstream.port());
			try (BareLoop bare = new BareLoop(endpoint, callers); Door door = door(endpoint, callers)) {
				EssCall<Object> call = EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build();
				Slice ignored = run(callers, slice, () -> door.client().call(call));
				run(callers, slice, bare::call);
				List<Slice> ofDoor = new ArrayList<>();
				List<Slice> ofBare = new ArrayList<>();
				for (int round = 0; round < rounds; round++) {
					ofBare.add(run(callers, slice, bare::call));
					ofDoor.add(run(callers, slice, () -> door.client().call(call)));
				}
				print("bare", ofBare);
				print("door", ofDoor);
				System.out.printf("door / bare: throughput %.3f, p99 %.2f (medians of %d rounds; warm-up was %.0f/s)%n",
						median(ofDoor, true) / median(ofBare, true), median(ofDoor, false) / median(ofBare, false),
						rounds, ignored.perSecond());
			}
		}
		System.exit(0);
	}

	private static void answer(HttpRequest request, Wire wire) throws IOException {
		wire.pause(UPSTREAM);
		wire.send(ANSWER);
	}

	private static Door door(URI endpoint, int callers) {
		return Door.to(endpoint)
			.with("ess.read-timeout", "10s")
			.with("ess.connect-timeout", "5s")
			.with("ess.deadline", "20s")
			.with("ess.max-concurrent-calls", callers)
			.with("ess.max-concurrent-calls-per-region", callers)
			.open();
	}

	private static Slice run(int callers, Duration duration, Call call) throws Exception {
		long end = System.nanoTime() + duration.toNanos();
		List<Future<long[]>> results = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < callers; i++) {
				results.add(threads.submit(() -> times(end, call)));
			}
		}
		LongStream all = LongStream.empty();
		for (Future<long[]> result : results) {
			all = LongStream.concat(all, Arrays.stream(result.get()));
		}
		long[] sorted = all.sorted().toArray();
		return new Slice(sorted.length / (double) duration.toSeconds(), sorted[sorted.length / 2] / 1e6,
				sorted[sorted.length * 99 / 100] / 1e6);
	}

	private static long[] times(long end, Call call) throws Exception {
		LongStream.Builder times = LongStream.builder();
		for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
			call.make();
			times.add(System.nanoTime() - start);
		}
		return times.build().toArray();
	}

	private static double median(List<Slice> slices, boolean throughput) {
		return slices.stream()
			.mapToDouble((slice) -> throughput ? slice.perSecond() : slice.p99())
			.sorted()
			.skip(slices.size() / 2)
			.findFirst()
			.orElseThrow();
	}

	private static void print(String who, List<Slice> slices) {
		for (Slice slice : slices) {
			System.out.printf("%s: %.0f calls/s, p50 %.1f ms, p99 %.1f ms%n", who, slice.perSecond(), slice.p50(),
					slice.p99());
		}
	}

	/** One call, however it is made. */
	interface Call {

		void make() throws Exception;

	}

	/** What one turn came to; times in milliseconds. */
	private record Slice(double perSecond, double p50, double p99) {
	}

	/** Form-encodes as the signature wants it. */
	static String percent(String text) {
		return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~");
	}

}
