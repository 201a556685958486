package dev.essfacade.ess;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.OperatingSystemMXBean;
import org.slf4j.LoggerFactory;

/**
 * The door and a bare loop take turns at an upstream that answers after 50 ms; both in
 * one process, so that both suffer the same machine; the upstream in another.
 */
final class EssClientThroughput {

	private static final Duration UPSTREAM = Duration.ofMillis(50);

	/** Until the compiler has done its work. */
	private static final int WARM_UP = 3;

	private static final OperatingSystemMXBean MACHINE = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private EssClientThroughput() {
	}

	public static void main(String[] arguments) throws Exception {
		int callers = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 256;
		Duration slice = Duration.ofSeconds((arguments.length > 1) ? Integer.parseInt(arguments[1]) : 5);
		int rounds = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 9;
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		Process upstream = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m",
				"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Upstream.class.getName(),
				String.valueOf(UPSTREAM.toMillis()))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader port = upstream.inputReader()) {
			compare(URI.create("http://127.0.0.1:" + port.readLine()), callers, slice, rounds);
		}
		finally {
			upstream.destroy();
		}
		System.exit(0);
	}

	private static void compare(URI endpoint, int callers, Duration slice, int rounds) throws Exception {
		EssCall<Object> call = EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build();
		List<Slice> ofBare = new ArrayList<>();
		List<Slice> ofDoor = new ArrayList<>();
		try (BareLoop bare = new BareLoop(endpoint, callers); TestEssClient door = door(endpoint, callers)) {
			for (int round = -WARM_UP; round < rounds; round++) {
				Slice first = run(callers, slice, bare::call);
				Slice second = run(callers, slice, () -> door.client().call(call));
				if (round >= 0) {
					ofBare.add(first);
					ofDoor.add(second);
				}
			}
		}
		print("bare", ofBare);
		print("door", ofDoor);
		System.out.printf("door / bare, medians of %d rounds: throughput %.3f, p99 %.2f, processor time of a call %.2f%n",
				rounds, median(ofDoor, Slice::perSecond) / median(ofBare, Slice::perSecond),
				median(ofDoor, Slice::p99) / median(ofBare, Slice::p99),
				median(ofDoor, Slice::cpu) / median(ofBare, Slice::cpu));
	}

	private static TestEssClient door(URI endpoint, int callers) {
		return TestEssClient.to(endpoint)
			.with("ess.read-timeout", "10s")
			.with("ess.connect-timeout", "5s")
			.with("ess.deadline", "20s")
			.with("ess.max-concurrent-calls", callers)
			.with("ess.max-concurrent-calls-per-region", callers)
			.open();
	}

	private static Slice run(int callers, Duration duration, Call call) throws Exception {
		long cpu = MACHINE.getProcessCpuTime();
		long end = System.nanoTime() + duration.toNanos();
		List<Future<long[]>> results = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < callers; i++) {
				results.add(threads.submit(() -> times(end, call)));
			}
		}
		cpu = MACHINE.getProcessCpuTime() - cpu;
		LongStream all = LongStream.empty();
		for (Future<long[]> result : results) {
			all = LongStream.concat(all, Arrays.stream(result.get()));
		}
		long[] sorted = all.sorted().toArray();
		return new Slice(sorted.length / (double) duration.toSeconds(), sorted[sorted.length / 2] / 1e6,
				sorted[sorted.length * 99 / 100] / 1e6, cpu / 1e3 / sorted.length);
	}

	private static long[] times(long end, Call call) throws Exception {
		LongStream.Builder times = LongStream.builder();
		for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
			call.make();
			times.add(System.nanoTime() - start);
		}
		return times.build().toArray();
	}

	private static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
		return slices.stream().mapToDouble(figure).sorted().skip(slices.size() / 2).findFirst().orElseThrow();
	}

	private static void print(String who, List<Slice> slices) {
		for (Slice slice : slices) {
			System.out.printf("%s: %.0f calls/s, p50 %.1f ms, p99 %.1f ms, %.0f us of processor time each%n", who,
					slice.perSecond(), slice.p50(), slice.p99(), slice.cpu());
		}
	}

	/** One call, however it is made. */
	interface Call {

		void make() throws Exception;

	}

	/**
	 * What one turn came to; times in milliseconds.
	 *
	 * @param cpu microseconds of processor time for each call
	 */
	private record Slice(double perSecond, double p50, double p99, double cpu) {
	}

	/** Form-encodes as the signature wants it. */
	static String percent(String text) {
		return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~");
	}

}
