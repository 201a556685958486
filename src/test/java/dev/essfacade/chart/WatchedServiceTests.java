package dev.essfacade.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.Seeds;
import dev.esssimulator.sts.StsSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running service shows what the chart's alerts and dashboard look at. */
class WatchedServiceTests {

	private static final String BODY = """
			{"albServerGroups": [{"albServerGroupId": "%s", "port": %d}]}""".formatted(Seeds.ALB_SERVER_GROUP,
			Seeds.PORT);

	/** Labels that Prometheus puts on by itself, or Grafana's choice of them. */
	private static final Set<String> SCRAPED = Set.of("job", "namespace", "pod");

	private static final Pattern SERIES = Pattern.compile("(?<![a-z0-9_:])([a-z_]+)\\{((?:[^\"}]|\"[^\"]*\")*)}");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=|!)");

	private final EssSimulator ess = SimulatedEss.simulator();

	private final StsSimulator sts = StsSimulator.start(InstantSource.system(), this.ess::accept);

	@TempDir
	private Path folder = Path.of("");

	@BeforeEach
	void theGroupsOfTheExamples() {
		this.ess.reset();
		Seeds.all().forEach(this.ess::add);
	}

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void showsEveryMetricWithEveryLabelThatIsAskedFor() throws IOException {
		Map<String, Set<String>> shown = shown();

		assertThat(Chart.read(Chart.FOLDER.resolve("files/metrics.txt")).lines())
			.filteredOn((metric) -> !shown.containsKey(metric))
			.isEmpty();
		asked().forEach((metric, labels) -> {
			if (!metric.equals("up")) { // which Prometheus makes by itself
				assertThat(shown.get(metric)).as(metric).containsAll(labels);
			}
		});
	}

	/** Names with the labels that alerts and dashboard tell series apart by. */
	private static Map<String, Set<String>> asked() {
		return Stream.of("files/alerts.yaml", "files/dashboard.json")
			.map((file) -> Chart.read(Chart.FOLDER.resolve(file)).replace("\\\"", "\""))
			.flatMap((text) -> SERIES.matcher(text).results())
			.collect(Collectors.toMap((series) -> series.group(1), (series) -> labels(series.group(2), SCRAPED),
					WatchedServiceTests::union));
	}

	/** What Prometheus reads of a service that has had some trouble. */
	private Map<String, Set<String>> shown() throws IOException {
		try (StartedFacade facade = StartedFacade.with(settings())) {
			Caller caller = facade.caller();
			this.ess.failNext(Fault.serviceUnavailable());
			assertThat(caller
				.post("/api/v1/regions/%s/scaling-groups/%s/alb-server-groups/detach".formatted(Seeds.REGION,
						Seeds.GROUP), BODY)
				.status()).isEqualTo(200);
			await().atMost(Duration.ofMinutes(1)).until(() -> oneOfManyIsTurnedAway(caller));
			return facade.managementCaller()
				.get("/actuator/prometheus", "Accept", "application/openmetrics-text; version=1.0.0")
				.http()
				.body()
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.replaceFirst("^([a-z_]+) ", "$1{} "))
				.flatMap((line) -> SERIES.matcher(line).results().limit(1))
				.collect(Collectors.toMap((series) -> series.group(1), (series) -> labels(series.group(2), Set.of()),
						WatchedServiceTests::union));
		}
	}

	/** Temporary keys, so that their end is known; and room for one call at a time. */
	private String[] settings() throws IOException {
		Path token = Files.writeString(this.folder.resolve("token"), StsSimulator.OIDC_TOKEN);
		return new String[] { "ess.credentials.access-key-id=", "ess.credentials.access-key-secret=",
				"ess.credentials.security-token=", "ess.credentials.role-arn=acs:ram::1:role/r",
				"ess.credentials.oidc-provider-arn=acs:ram::1:oidc-provider/p",
				"ess.credentials.oidc-token-file=" + token, "ess.credentials.sts-endpoint=" + this.sts.endpoint(),
				"ess.max-concurrent-calls-per-region=1", "ess.deadline=20s" };
	}

	private boolean oneOfManyIsTurnedAway(Caller caller) {
		this.ess.failNext(Fault.slow(Duration.ofMillis(300)));
		return IntStream.range(0, 4)
			.parallel()
			.mapToObj((_) -> caller.get(Caller.ACTIVITY).status())
			.toList()
			.contains(503);
	}

	private static Set<String> labels(String series, Set<String> without) {
		Set<String> labels = LABEL.matcher(series.replaceAll("\"[^\"]*\"", ""))
			.results()
			.map((label) -> label.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		labels.removeAll(without);
		return labels;
	}

	private static Set<String> union(Set<String> one, Set<String> other) {
		return Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

}
