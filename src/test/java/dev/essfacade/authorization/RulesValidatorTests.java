package dev.essfacade.authorization;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rules that come by environment variables. */
class RulesValidatorTests {

	@Test
	void theNameOfTheFileIsNoRule(@TempDir Path directory) {
		assertThatThrownBy(() -> check("FACADE_ACCESS_RULES_FILE", directory.resolve("none.yaml").toString()))
			.hasMessageContaining("none.yaml cannot be read");
		assertThatCode(() -> check("FACADE_ACCESS_RULES_FILE", "")).doesNotThrowAnyException();
	}

	@Test
	void oneTextIsTaken() {
		assertThatThrownBy(() -> check("FACADE_ACCESS_RULES", "rules: 7"))
			.hasMessage("facade.access.rules, line 1: a list is expected here");
		assertThatCode(() -> check("FACADE_ACCESS_RULES", "rules: []")).doesNotThrowAnyException();
	}

	@Test
	void severalVariablesAreNot() {
		assertThatThrownBy(() -> check("FACADE_ACCESS_RULES_0_NAME", "a")).hasMessageContaining("has to be one text");
		assertThatThrownBy(() -> check("FACADE_ACCESS_RULES_PROTECTEDGROUPS_0", "a"))
			.hasMessageContaining("has to be one text");
	}

	private static void check(String variable, String value) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, value)));
			new RulesValidator().initialize(context);
		}
	}

}
