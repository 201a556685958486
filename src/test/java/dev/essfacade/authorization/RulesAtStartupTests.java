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

/** What is wrong with the rules is told at the start: one paragraph, no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class RulesAtStartupTests {

	@Test
	void aMistakeInTheFileIsToldWithItsLine(@TempDir Path directory, CapturedOutput output) throws IOException {
		Path file = Files.writeString(directory.resolve("rules.yaml"), "read-only: false\nprotected-groups: [a*b]");
		doesNotStart("facade.access.rules-file=" + file);
		assertThat(output).contains(file + ", line 2: this may have a * only at its end");
	}

	@Test
	void soIsAFileThatIsNotThere(@TempDir Path directory, CapturedOutput output) {
		doesNotStart("facade.access.rules-file=" + directory.resolve("none.yaml"));
		assertThat(output).contains("none.yaml cannot be read");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"facade.access.rules=rules: 7 | facade.access.rules, line 1: a list is expected here",
			"facade.access.rules=exceptions: [{name: a, callers: {sub: a}, until: 2026-12-31}] | nobody is asked who they are",
			"facade.access.rules[0].name=a | has to be one text", "facade.access.rules[0]=a | has to be one text",
			"facade.access.rules.protected-groups[0]=asg-1 | has to be one text",
			"facade.access.rules.protected-groups=asg-1 | has to be one text",
			"facade.access.rules.read-only=true | has to be one text",
			"facade.access.rules.rules[0].name=a | has to be one text" })
	void soIsOneInTheSettings(String setting, String told, CapturedOutput output) {
		doesNotStart(setting);
		assertThat(output).contains(told);
	}

	@Test
	void rulesInTwoPlacesAreTooMany(@TempDir Path directory, CapturedOutput output) {
		doesNotStart("facade.access.rules-file=" + directory.resolve("rules.yaml"), "facade.access.rules=rules: []");
		assertThat(output).contains("facade.access.rules-file", "does not guess");
	}

	@AfterEach
	void inOneParagraph(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
	}

	private static void doesNotStart(String... settings) {
		assertThatThrownBy(() -> StartedFacade.with(settings)).isNotNull();
	}

}
