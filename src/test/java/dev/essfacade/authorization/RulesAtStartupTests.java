package dev.essfacade.authorization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.essfacade.support.StartedFacade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With invalid access rules, the start fails with one paragraph and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class RulesAtStartupTests {

	@Test
	void anErrorInTheFileIsReportedWithItsLine(@TempDir Path directory, CapturedOutput output) throws IOException {
		Path file = Files.writeString(directory.resolve("rules.yaml"),
				"read-only: false\nprotected-groups: [a*b]\nrules: []\n");
		doesNotStart("facade.access.rules-file=" + file);
		assertThat(output).contains("Invalid value '" + file + "' for configuration property 'facade.access'",
				"The access rules are invalid: line 2: a pattern may contain * only at its end", "docs/access.md");
	}

	@Test
	void aMissingFileIsReported(@TempDir Path directory, CapturedOutput output) {
		doesNotStart("facade.access.rules-file=" + directory.resolve("none.yaml"));
		assertThat(output).contains("none.yaml", "The access rules cannot be read (NoSuchFileException)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"facade.access.rules={protected-groups: [], rules: canary} | line 1: a list is expected here",
			"facade.access.rules={protected-groups: [], exceptions: [{name: a, callers: {sub: canary}, until: 2026-12-31}], rules: []} | need facade.security.mode=jwt",
			"facade.access.rules[0].name=canary | must be one text", "facade.access.rules[0]=canary | must be one text",
			"facade.access.rules.protected-groups[0]=canary | must be one text",
			"facade.access.rules.protected-groups=canary | must be one text",
			"facade.access.rules.read-only=true | must be one text",
			"facade.access.rules.rules[0].name=canary | must be one text" })
	void anErrorInTheSettingsIsReportedWithoutValues(String setting, String message, CapturedOutput output) {
		doesNotStart(setting);
		assertThat(output).contains("facade.access.rules", message).doesNotContain("canary");
	}

	@Test
	void rulesInTwoPlacesAreRejected(@TempDir Path directory, CapturedOutput output) {
		doesNotStart("facade.access.rules-file=" + directory.resolve("rules.yaml"), "facade.access.rules=rules: []");
		assertThat(output).contains("facade.access.rules-file", "facade.access.rules is set, too. Unset one of both.");
	}

	@AfterEach
	void theStartFailsWithoutAStackTrace(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
	}

	private static void doesNotStart(String... settings) {
		assertThatThrownBy(() -> StartedFacade.with(settings)).isNotNull();
	}

}
