package dev.essfacade.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.essfacade.bench.Peer.Sample;

/** The figures of a run as tables: medians of all rounds, and ratios to the plain endpoint. */
final class Tables {

	private static final String BEGIN = "<!-- src/bench/run writes from here -->";

	private static final String END = "<!-- to here -->";

	private final Plan plan;

	private final Map<Row, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

	Tables(Plan plan) {
		this.plan = plan;
	}

	void add(int pause, Plan.Cell cell, String peer, Sample sample) {
		this.samples.computeIfAbsent(new Row(pause, cell), (_) -> new LinkedHashMap<>())
			.computeIfAbsent(peer, (_) -> new ArrayList<>())
			.add(sample);
	}

	/** Prints the figures of one cell while the run goes on. */
	void print(int pause, Plan.Cell cell) {
		System.out.print(rows(new Row(pause, cell)));
	}

	String text() throws IOException {
		StringBuilder text = new StringBuilder(heading());
		for (int pause : this.plan.pauses()) {
			text.append("\nThe upstream responds after ").append(pause).append(" ms:\n\n");
			text.append("| Load | Peer | calls/s | p50 ms | p99 ms | processor time, us | allocation, KiB | calls/s, ")
				.append("ratio | processor time, ratio | allocation, ratio |\n|---|---|---|---|---|---|---|---|---|---|\n");
			this.samples.keySet().stream().filter((row) -> row.pause() == pause).forEach((row) -> text.append(rows(row)));
		}
		return text.toString();
	}

	private String rows(Row row) {
		Map<String, List<Sample>> peers = this.samples.get(row);
		StringBuilder text = new StringBuilder();
		peers.forEach((peer, all) -> {
			text.append(String.format(Locale.ROOT, "| %s, %d | %s | %.0f | %.2f | %.2f | %.0f | %s |",
					row.cell().load().name(), row.cell().callers(), peer, median(all, Sample::perSecond),
					median(all, Sample::p50), median(all, Sample::p99), median(all, Sample::cpu),
					allocates(peer) ? String.format(Locale.ROOT, "%.1f", median(all, Sample::kilobytes)) : ""));
			List<Sample> plain = peers.get("plain");
			if (plain == null || peer.equals("plain")) {
				text.append(" | | |\n");
			}
			else {
				text.append(String.format(Locale.ROOT, " %.2f | %.2f | %s |\n", ratio(all, plain, Sample::perSecond),
						ratio(all, plain, Sample::cpu), allocates(peer)
								? String.format(Locale.ROOT, "%.2f", ratio(all, plain, Sample::kilobytes)) : ""));
			}
		});
		return text.toString();
	}

	private static boolean allocates(String peer) {
		return !peer.equals("nginx");
	}

	private static double ratio(List<Sample> peer, List<Sample> plain, ToDoubleFunction<Sample> figure) {
		return median(peer, figure) / median(plain, figure);
	}

	private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
		return Bench.median(samples.stream().mapToDouble(figure).toArray());
	}

	private static String heading() throws IOException {
		String cpu = Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.findFirst()
			.map((line) -> line.substring(line.indexOf(':') + 2))
			.orElse("unknown processor");
		return "Commit %s, %s, Java %s, %d cores (%s), load %s at the end of the run.%n".formatted(
				System.getProperty("commit"), LocalDate.now(), Runtime.version(),
				Runtime.getRuntime().availableProcessors(), cpu,
				Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
	}

	/** Replaces the tables of the document. */
	void writeTo(Path document, String text) throws IOException {
		String old = Files.readString(document);
		int begin = old.indexOf(BEGIN) + BEGIN.length();
		Files.writeString(document,
				old.substring(0, begin) + "\n\n" + text + "\n" + old.substring(old.indexOf(END, begin)));
	}

	private record Row(int pause, Plan.Cell cell) {
	}

}
