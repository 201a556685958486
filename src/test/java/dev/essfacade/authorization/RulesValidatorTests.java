package dev.essfacade.authorization;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Access rules in environment variables. */
class RulesValidatorTests {

	@Test
	void theVariableOfTheFileIsNotMistakenForRules(@TempDir Path directory) {
		assertThatThrownBy(() -> validate("FACADE_ACCESS_RULES_FILE", directory.resolve("none.yaml").toString()))
			.hasMessageContaining("none.yaml")
			.hasMessageContaining("The access rules cannot be read");
		assertThatCode(() -> validate("FACADE_ACCESS_RULES_FILE", "")).doesNotThrowAnyException();
	}

	@Test
	void rulesInOneVariableAreValidated() {
		assertThatThrownBy(() -> validate("FACADE_ACCESS_RULES", "protected-groups: []\nrules: 7"))
			.hasMessageContaining("line 2: a list is expected here");
		assertThatCode(() -> validate("FACADE_ACCESS_RULES", "protected-groups: []\nrules: []"))
			.doesNotThrowAnyException();
	}

	@Test
	void rulesInSeveralVariablesAreRejected() {
		assertThatThrownBy(() -> validate("FACADE_ACCESS_RULES_0_NAME", "a")).hasMessageContaining("must be one text");
		assertThatThrownBy(() -> validate("FACADE_ACCESS_RULES_PROTECTEDGROUPS_0", "a"))
			.hasMessageContaining("must be one text");
	}

	private static void validate(String variable, String value) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, value)));
			new RulesValidator().initialize(context);
		}
	}

}
