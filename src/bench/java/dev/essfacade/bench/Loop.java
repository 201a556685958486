package dev.essfacade.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Calls a client in a loop. Each line of the input has a number of callers and a duration
 * in milliseconds. Each line of the output has the number of calls, p50 and p99 in
 * microseconds, and 0 for errors.
 */
final class Loop {

	private Loop() {
	}

	/** Arguments: {@code sdk} or {@code bare}, and the endpoint. */
	public static void main(String[] arguments) throws Exception {
		Call call = arguments[0].equals("sdk") ? new StockSdk(arguments[1])::detach
				: new BareLoop(arguments[1])::detach;
		System.out.println("ready");
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			String[] words = line.split(" ");
			System.out.println(run(Integer.parseInt(words[0]), Duration.ofMillis(Long.parseLong(words[1])), call));
		}
	}

	private static String run(int callers, Duration duration, Call call) throws Exception {
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
		return String.format(Locale.ROOT, "%d %d %d 0", sorted.length, sorted[sorted.length / 2] / 1000,
				sorted[sorted.length * 99 / 100] / 1000);
	}

	private static long[] times(long end, Call call) throws Exception {
		LongStream.Builder times = LongStream.builder();
		for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
			call.make();
			times.add(System.nanoTime() - start);
		}
		return times.build().toArray();
	}

	/** One call. */
	interface Call {

		void make() throws Exception;

	}

}
