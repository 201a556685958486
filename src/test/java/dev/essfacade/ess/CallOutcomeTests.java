package dev.essfacade.ess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.ess.EssException.Refusal;
import dev.essfacade.ess.resilience.SkippingTicker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The outcomes that are counted are those that people read about and are woken by. */
class CallOutcomeTests {

	private static final Path CHART = Path.of("helm", "ess-facade");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

	private static final Pattern MATCHER = Pattern.compile("outcome[=!]~?\\\\?\"([a-z_|]+)\\\\?\"");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CallMetrics reports = reports();

	@Test
	void theTableOfTheOperatorsHasEveryOutcomeAndNoOther() throws IOException {
		assertThat(outcomes()).isEqualTo(table());
	}

	@Test
	void alertsAndDashboardAskForNoOtherOutcome() throws IOException {
		for (String file : Set.of("files/alerts.yaml", "files/dashboard.json", "tests/alerts-test.yaml")) {
			assertThat(MATCHER.matcher(Files.readString(CHART.resolve(file)))
				.results()
				.flatMap((matcher) -> Stream.of(matcher.group(1).split("\\|", -1)))).as(file)
				.isNotEmpty()
				.allSatisfy((outcome) -> assertThat(outcomes()).contains(outcome));
		}
	}

	/** What comes of every end that a call can have. */
	private Set<String> outcomes() {
		for (EssCall<?> call : Set.of(EssCall.read("Describe", "cn-hangzhou", Object.class).build(),
				EssCall.write("Detach", "cn-hangzhou", "token", Object.class).build())) {
			this.reports.start(call).succeeded("request-id");
			Stream.concat(failures(call), answers(call)).forEach((end) -> this.reports.start(call).failed(end));
		}
		return this.meters.find("ess.call")
			.timers()
			.stream()
			.map((timer) -> String.valueOf(timer.getId().getTag("outcome")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<EssException> failures(EssCall<?> call) {
		return Arrays.stream(EssFailure.values())
			.filter((failure) -> failure != EssFailure.ANSWERED)
			.map((failure) -> EssException.failed(call, failure, "of a test", null));
	}

	private static Stream<EssException> answers(EssCall<?> call) {
		return IntStream.of(400, 404, 500, 503)
			.boxed()
			.flatMap((status) -> Stream.of("Throttling.User", "Other")
				.map((code) -> EssException.answered(call, new Refusal(status, code, null, "id", null), null)));
	}

	private CallMetrics reports() {
		EssProperties settings = Settings.of();
		return new CallMetrics(this.meters, ObservationRegistry.NOOP,
				new RegionGuards(new EssRegions(settings), settings, new SkippingTicker().ticker()));
	}

	private static Set<String> table() throws IOException {
		String page = Files.readString(Path.of("docs", "operations.md"));
		String table = page.substring(page.indexOf("| `outcome` | Means |"));
		return ROW.matcher(table.substring(table.indexOf("|---|"), table.indexOf("\n\n")))
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
