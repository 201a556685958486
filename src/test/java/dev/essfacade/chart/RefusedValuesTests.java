package dev.essfacade.chart;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What does not fit is refused at install, in words that name the key. */
class RefusedValuesTests {

	static Stream<Arguments> refused() {
		return Cases.refused().stream().map((one) -> arguments(one.get("name"), values(one), one.get("says")));
	}

	static Stream<Arguments> misfits() {
		return Cases.misfits().stream().map((one) -> arguments(one.get("at"), values(one)));
	}

	private static String values(Map<String, Object> one) {
		return Cases.yaml(Objects.requireNonNull(one.get("values")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void saysInOneSentenceWhatDoesNotGoTogether(String name, String values, String says) {
		String refusal = Chart.refusal(Chart.MINIMAL, values);

		assertThat(refusal).contains(says);
		assertThat(refusal).matches("(?s)execution error at \\(\\S+\\): [^\n]+[.)](\n\nUse --debug flag.*)?");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("misfits")
	void pointsAtTheKeyThatDoesNotFitTheSchema(String at, String values) {
		assertThat(Chart.refusal(Chart.MINIMAL, values)).contains("values don't meet the specifications of the schema")
			.contains(at);
	}

}
