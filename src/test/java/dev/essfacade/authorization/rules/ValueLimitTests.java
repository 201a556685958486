package dev.essfacade.authorization.rules;

import java.io.StringReader;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Limits on the number and nesting depth of the values in a YAML text. */
class ValueLimitTests {

	@Test
	void acceptsTheLargestNumberOfValuesAndNoMore() {
		accepts(list(ValueLimit.MAX_VALUES - 1));
		rejects(list(ValueLimit.MAX_VALUES));
	}

	@Test
	void countsNamesOfFieldsAndAliases() {
		String fields = "{a: &list " + list(66_664) + ", b: *list, c: *list}";
		accepts(fields);
		rejects(fields.replace("b: *list", "b: *list, d: e"));
	}

	@Test
	void acceptsTheLargestDepthAndNoMore() {
		accepts("[".repeat(ValueLimit.MAX_DEPTH + 1) + "]".repeat(ValueLimit.MAX_DEPTH + 1));
		rejects("[".repeat(ValueLimit.MAX_DEPTH + 2) + "]".repeat(ValueLimit.MAX_DEPTH + 2));
	}

	private static String list(int size) {
		return "[" + String.join(",", Collections.nCopies(size, "a")) + "]";
	}

	private static void accepts(String text) {
		assertThatCode(() -> check(text)).doesNotThrowAnyException();
	}

	private static void rejects(String text) {
		assertThatExceptionOfType(InvalidRulesException.class).isThrownBy(() -> check(text))
			.withMessageContaining("too many values");
	}

	private static void check(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setNestingDepthLimit(100);
		ValueLimit.require(new Yaml(options).compose(new StringReader(text)));
	}

}
