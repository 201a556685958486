package dev.essfacade.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
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

/** The running service has every metric and label that alerts and dashboard use. */
class MetricsListTests {

	private static final String BODY = """
			{"albServerGroups": [{"albServerGroupId": "%s", "port": %d}]}""".formatted(Seeds.ALB_SERVER_GROUP,
			Seeds.PORT);

	/** Labels that Prometheus adds. */
	private static final Set<String> SCRAPED = Set.of("job", "namespace", "pod", "instance");

	private static final Pattern SERIES = Pattern.compile("(?<![a-z0-9_:$])([a-z_]+)\\{((?:[^\"}]|\"[^\"]*\")*)}");

	/**
	 * Settings of the security mode {@code jwt}, the only mode with a metric of the
	 * signing keys.
	 */
	private static final String[] JWT = { "facade.security.mode=jwt",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys",
			"spring.security.oauth2.resourceserver.jwt.audiences=ess-facade" };

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=|!)");

	private final EssSimulator ess = SimulatedEss.simulator();

	private final StsSimulator sts = StsSimulator.start(InstantSource.system(), this.ess::accept);

	@TempDir
	private Path folder = Path.of("");

	@BeforeEach
	void seed() {
		this.ess.reset();
		Seeds.all().forEach(this.ess::add);
	}

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void theServiceHasEveryMetricAndLabelThatIsUsed() throws IOException {
		Map<String, Set<String>> scraped = scraped();

		assertThat(Chart.read(Chart.FOLDER.resolve("files/metrics.txt")).lines())
			.filteredOn((metric) -> !scraped.containsKey(metric))
			.isEmpty();
		used().forEach((metric, labels) -> assertThat(scraped.get(metric)).as(metric).containsAll(labels));
	}

	/** Returns the labels that the queries use, by metric of the service. */
	private static Map<String, Set<String>> used() {
		return Stream.of("files/alerts.yaml", "files/dashboard.json")
			.map((file) -> Chart.read(Chart.FOLDER.resolve(file)).replace("\\\"", "\""))
			.flatMap((text) -> SERIES.matcher(text).results())
			.filter((series) -> !series.group(1).matches("up|kube_.*"))
			.collect(Collectors.toMap((series) -> series.group(1), (series) -> labels(series.group(2), SCRAPED),
					MetricsListTests::union));
	}

	/**
	 * Returns the metrics that Prometheus scrapes after a retry and a rejected call, with
	 * their labels.
	 */
	private Map<String, Set<String>> scraped() throws IOException {
		try (StartedFacade facade = StartedFacade.with(settings()); StartedFacade jwt = StartedFacade.with(JWT)) {
			Caller caller = facade.caller();
			this.ess.failNext(Fault.serviceUnavailable());
			assertThat(caller
				.post("/api/v1/regions/%s/scaling-groups/%s/alb-server-groups/detach".formatted(Seeds.REGION,
						Seeds.GROUP), BODY)
				.status()).isEqualTo(200);
			await().atMost(Duration.ofMinutes(1)).until(() -> oneOfManyIsRejected(caller));
			return Stream.of(facade, jwt)
				.flatMap(MetricsListTests::series)
				.collect(Collectors.toMap((series) -> series.group(1), (series) -> labels(series.group(2), Set.of()),
						MetricsListTests::union));
		}
	}

	private static Stream<MatchResult> series(StartedFacade facade) {
		return facade.managementCaller()
			.get("/actuator/prometheus", "Accept", "application/openmetrics-text; version=1.0.0")
			.http()
			.body()
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.replaceFirst("^([a-z_]+) ", "$1{} "))
			.flatMap((line) -> SERIES.matcher(line).results().limit(1));
	}

	/**
	 * Returns settings with temporary credentials, whose expiry is a metric, and a limit
	 * of one call in flight.
	 */
	private String[] settings() throws IOException {
		Path token = Files.writeString(this.folder.resolve("token"), StsSimulator.OIDC_TOKEN);
		return new String[] { "ess.credentials.access-key-id=", "ess.credentials.access-key-secret=",
				"ess.credentials.security-token=", "ess.credentials.role-arn=acs:ram::1:role/r",
				"ess.credentials.oidc-provider-arn=acs:ram::1:oidc-provider/p",
				"ess.credentials.oidc-token-file=" + token, "ess.credentials.sts-endpoint=" + this.sts.endpoint(),
				"ess.max-concurrent-calls-per-region=1", "ess.deadline=20s" };
	}

	private boolean oneOfManyIsRejected(Caller caller) {
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
