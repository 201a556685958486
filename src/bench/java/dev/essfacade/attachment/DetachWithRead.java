package dev.essfacade.attachment;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;

/**
 * Compares detaches with and without the read before them. A slice is one series of
 * detaches to one of the two services; the services take turns. Client, services and
 * simulator share one process. Arguments: [detaches per slice=400] [rounds=7]. The first
 * two rounds are not counted.
 */
public final class DetachWithRead {

	private static final String BODY = "{\"loadBalancers\": [\"lb-1\"]}";

	private static final String PATH = "/api/v1/regions/cn-hangzhou/scaling-groups/asg-1/load-balancers/detach";

	private static final String AUDIT_LOG_OFF = "logging.level.audit=off";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private DetachWithRead() {
	}

	public static void main(String[] arguments) throws Exception {
		int detaches = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 400;
		int rounds = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 7;
		String file = "facade.audit.file=" + Files.createTempFile("audit", ".jsonl");
		try (StartedFacade with = StartedFacade.with(AUDIT_LOG_OFF, file + ".1");
				StartedFacade without = StartedFacade.with(AUDIT_LOG_OFF, file + ".2",
						"facade.read-attachments-first=false")) {
			for (int latency : new int[] { 0, 50 }) {
				List<Slice> slow = new ArrayList<>();
				List<Slice> fast = new ArrayList<>();
				for (int round = 0; round < rounds; round++) {
					slow.add(slice(with, 2, latency, detaches));
					fast.add(slice(without, 1, latency, detaches));
				}
				print("with the read", latency, slow.subList(2, rounds));
				print("without", latency, fast.subList(2, rounds));
			}
		}
		System.exit(0);
	}

	private static Slice slice(StartedFacade facade, int calls, int latency, int detaches) throws Exception {
		HttpRequest detach = HttpRequest.newBuilder(facade.caller().service().resolve(PATH))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(BODY))
			.build();
		EssSimulator ess = SimulatedEss.simulator();
		long[] nanos = new long[detaches];
		long cpu = SYSTEM.getProcessCpuTime();
		for (int i = 0; i < detaches; i++) {
			ess.add(SimulatedGroup.in("cn-hangzhou").id("asg-1").loadBalancer("lb-1").loadBalancer("lb-2"));
			for (int call = 0; latency > 0 && call < calls; call++) {
				ess.failNext(Fault.slow(Duration.ofMillis(latency)));
			}
			long start = System.nanoTime();
			int status = HTTP.send(detach, BodyHandlers.discarding()).statusCode();
			nanos[i] = System.nanoTime() - start;
			if (status != 200) {
				throw new IllegalStateException("Status " + status);
			}
		}
		long used = SYSTEM.getProcessCpuTime() - cpu;
		ess.reset();
		Arrays.sort(nanos);
		return new Slice(nanos[detaches / 2] / 1e6, nanos[detaches * 95 / 100] / 1e6, used / 1e3 / detaches);
	}

	private static void print(String name, int latency, List<Slice> slices) {
		System.out.printf("ESS %2d ms, %-14s p50 %s ms, p95 %s ms, processor %s us%n", latency, name,
				slices.stream().map((each) -> "%.1f".formatted(each.p50())).toList(),
				slices.stream().map((each) -> "%.1f".formatted(each.p95())).toList(),
				slices.stream().map((each) -> "%.0f".formatted(each.cpu())).toList());
	}

	private record Slice(double p50, double p95, double cpu) {
	}

}
