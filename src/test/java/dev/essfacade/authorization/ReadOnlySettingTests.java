package dev.essfacade.authorization;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the setting can change while the service runs, and where it cannot. */
@ExtendWith(OutputCaptureExtension.class)
class ReadOnlySettingTests {

	private static final String NAME = "facade.access.read-only";

	private static final String LOCATION = "spring.config.additional-location=optional:";

	@TempDir
	private Path directory = Path.of("");

	@Test
	void aFileThatChangesIsReadAgain() throws IOException {
		Path file = write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(LOCATION + file);
		assertThat(look(setting)).isFalse();
		write("application.yaml", NAME + ": true");
		assertThat(look(setting)).isTrue();
		write("application.yaml", "facade.access.readOnly: off");
		assertThat(look(setting)).isFalse();
	}

	@Test
	void aFileThatWasNotThereIsSeen() throws IOException {
		ReadOnlySetting setting = setting(LOCATION + this.directory + "/");
		assertThat(look(setting)).isFalse();
		write("application.properties", NAME + "=true");
		assertThat(look(setting)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# nothing", "facade.access.rules: 'rules: []'", "gone" })
	void aTrueThatIsGoneFromItsFileGoesOn(String content, CapturedOutput output) throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting(LOCATION + file);
		assertThat(look(setting)).isTrue();
		Files.delete(file);
		if (!content.equals("gone")) {
			write("application.yaml", content);
		}
		assertThat(look(setting)).isTrue();
		assertThat(setting.isOutdated()).isTrue();
		assertThat(output).contains(NAME + " stays true: it is gone from Config resource 'file [" + file);
		write("application.yaml", NAME + ": false");
		assertThat(look(setting)).isFalse();
		assertThat(setting.isOutdated()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { ":", ": ''", ": ~" })
	void soDoesOneOfWhichTheNameAloneIsLeft(String nothing, CapturedOutput output) throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting(LOCATION + file);
		assertThat(look(setting)).isTrue();
		write("application.yaml", NAME + nothing);
		assertThat(look(setting)).isTrue();
		assertThat(setting.isOutdated()).isTrue();
		assertThat(output).contains(NAME + " stays true: nothing is said at Config resource 'file [" + file);
	}

	@Test
	void soDoesOneWhoseFileOfItsOwnIsEmptied() throws IOException {
		write(NAME, "true");
		ReadOnlySetting setting = setting("spring.config.import=optional:configtree:" + this.directory + "/");
		assertThat(look(setting)).isTrue();
		write(NAME, "");
		assertThat(look(setting)).isTrue();
		assertThat(setting.isOutdated()).isTrue();
	}

	@Test
	void aFalseInAnotherDocumentOfItsFileEndsIt() throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting(LOCATION + file);
		assertThat(look(setting)).isTrue();
		write("application.yaml", "server.port: 0\n---\n" + NAME + ": false");
		assertThat(look(setting)).isFalse();
	}

	@Test
	void whatItSaysIsToldWhenItChanges(CapturedOutput output) throws IOException {
		Path file = write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(LOCATION + file);
		look(setting);
		assertThat(output.toString()).doesNotContain("Read-only mode");
		write("application.yaml", NAME + ": true");
		look(setting);
		look(setting);
		assertThat(output.toString()).containsOnlyOnce("Read-only mode, by " + NAME + ": every write is refused");
		write("application.yaml", NAME + ": false");
		look(setting);
		look(setting);
		assertThat(output.toString()).containsOnlyOnce("Read-only mode, by " + NAME + ", is over");
	}

	@Test
	void thatItCanBeReadAgainIsToldOnce(CapturedOutput output) throws IOException {
		Path file = write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(LOCATION + file);
		look(setting);
		write("application.yaml", "{");
		look(setting);
		assertThat(output.toString()).doesNotContain("again");
		write("application.yaml", NAME + ": false");
		look(setting);
		look(setting);
		assertThat(output.toString()).containsOnlyOnce(NAME + " can be read again: false")
			.doesNotContain("Read-only mode");
	}

	@Test
	void itTellsWhatTheServiceStartsWith(CapturedOutput output) {
		assertThat(look(new ReadOnlySetting(environment(NAME + "=true"), true))).isTrue();
		assertThat(output.toString()).containsOnlyOnce("Read-only mode, by " + NAME + ": every write is refused");
	}

	@Test
	void butAFalseOfHigherRankEndsIt() throws IOException {
		write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting(LOCATION + this.directory + "/", "spring.profiles.active=login");
		assertThat(look(setting)).isTrue();
		write("application-login.yaml", NAME + ": false");
		assertThat(look(setting)).isFalse();
		Files.delete(this.directory.resolve("application.yaml"));
		assertThat(look(setting)).isFalse();
		assertThat(setting.isOutdated()).isFalse();
	}

	@Test
	void aTrueOfTheStartGoesOnToo() throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = new ReadOnlySetting(environment(LOCATION + file), true);
		Files.delete(file);
		assertThat(look(setting)).isTrue();
		write("application.yaml", NAME + ": false");
		assertThat(look(setting)).isFalse();
	}

	@Test
	void soIsAFolderOfAFilePerSetting() throws IOException {
		ReadOnlySetting setting = setting("spring.config.import=optional:configtree:" + this.directory + "/");
		assertThat(look(setting)).isFalse();
		write(NAME, "true\n");
		assertThat(look(setting)).isTrue();
		write(NAME, "false\n");
		assertThat(look(setting)).isFalse();
	}

	@Test
	void andTheFileOfAProfile() throws IOException {
		write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(LOCATION + this.directory + "/", "spring.profiles.active=login");
		write("application-login.yaml", NAME + ": true");
		assertThat(look(setting)).isTrue();
	}

	@Test
	void whatTakesPrecedenceOverFilesStillDoes() throws IOException {
		Path file = write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(LOCATION + file, NAME + "=true");
		assertThat(look(setting)).isTrue();
		write("application.yaml", "# nothing");
		assertThat(look(setting)).isTrue();
	}

	@Test
	void whatCannotBeReadLeavesItAsItWas(CapturedOutput output) throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting(LOCATION + file);
		assertThat(look(setting)).isTrue();
		assertThat(setting.isOutdated()).isFalse();
		for (String broken : new String[] { "{", NAME + ": [" }) {
			write("application.yaml", broken);
			assertThat(look(setting)).isTrue();
			assertThat(setting.isOutdated()).isTrue();
		}
		assertThat(output.toString())
			.containsOnlyOnce(NAME + " stays true: the configuration files cannot be read (ParserException)");
		write("application.yaml", NAME + ": maybe");
		assertThat(look(setting)).isTrue();
		assertThat(output).contains(NAME + " stays true: what stands at ")
			.contains(file + "] - 1:26 is neither true nor false")
			.doesNotContain("maybe");
		write("application.yaml", NAME + ": false");
		assertThat(look(setting)).isFalse();
		assertThat(setting.isOutdated()).isFalse();
	}

	@Test
	void itStartsWithWhatTheServiceStartedWith() throws IOException {
		Path file = write("application.yaml", "{");
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(LOCATION + file).applyTo(environment);
		assertThat(look(new ReadOnlySetting(environment, true))).isTrue();
	}

	/** Java has no text so long; it is an error, no exception. */
	@Test
	void aFileThatNoMemoryHoldsLeavesItAsItWas() throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting("spring.config.import=optional:configtree:" + this.directory + "/");
		try (RandomAccessFile sparse = new RandomAccessFile(this.directory.resolve(NAME).toFile(), "rw")) {
			sparse.setLength(3L << 30);
		}
		assertThat(look(setting)).isFalse();
		assertThat(setting.isOutdated()).isTrue();
		assertThat(file).exists();
	}

	private static boolean look(ReadOnlySetting setting) {
		setting.look();
		return setting.getAsBoolean();
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	private static ReadOnlySetting setting(String... settings) {
		return new ReadOnlySetting(environment(settings), false);
	}

	/** As a service has it. */
	private static ConfigurableEnvironment environment(String... settings) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(settings).applyTo(environment);
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
