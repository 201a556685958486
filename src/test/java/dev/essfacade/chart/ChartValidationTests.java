package dev.essfacade.chart;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Invalid values of the chart fail at install, with a message that names the value. */
class ChartValidationTests {

	static Stream<Arguments> failing() {
		return Cases.failing().stream().map((one) -> arguments(one.get("name"), values(one), one.get("message")));
	}

	static Stream<Arguments> schemaViolations() {
		return Cases.schemaViolations().stream().map((one) -> arguments(one.get("at"), values(one)));
	}

	private static String values(Map<String, Object> one) {
		return Cases.yaml(Objects.requireNonNull(one.get("values")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failing")
	void contradictingValuesFailWithOneSentence(String name, String values, String message) {
		String failure = Chart.failure(Chart.MINIMAL, values);

		assertThat(failure).contains(message);
		assertThat(failure).matches("(?s)execution error at \\(\\S+\\): [^\n]+[.)](\n\nUse --debug flag.*)?");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("schemaViolations")
	void valuesThatViolateTheSchemaFailAtTheirKey(String at, String values) {
		assertThat(Chart.failure(Chart.MINIMAL, values)).contains("values don't meet the specifications of the schema")
			.contains(at);
	}

}
