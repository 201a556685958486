package dev.essfacade.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the setting can change while the service runs, and where it cannot. */
@ExtendWith(OutputCaptureExtension.class)
class ReadOnlySettingTests {

	private static final String NAME = "facade.access.read-only";

	private static final String FOLDER = "spring.config.additional-location=optional:";

	@TempDir
	private Path directory = Path.of("");

	@Test
	void aFileThatChangesIsReadAgain() throws IOException {
		Path file = write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(FOLDER + file);
		assertThat(setting.getAsBoolean()).isFalse();
		write("application.yaml", NAME + ": true");
		assertThat(setting.getAsBoolean()).isTrue();
		write("application.yaml", "facade.access.readOnly: off");
		assertThat(setting.getAsBoolean()).isFalse();
	}

	@Test
	void aFileThatWasNotThereIsSeen() throws IOException {
		ReadOnlySetting setting = setting(FOLDER + this.directory + "/");
		assertThat(setting.getAsBoolean()).isFalse();
		Path file = write("application.properties", NAME + "=true");
		assertThat(setting.getAsBoolean()).isTrue();
		Files.delete(file);
		assertThat(setting.getAsBoolean()).isFalse();
	}

	@Test
	void soIsAFolderOfAFilePerSetting() throws IOException {
		ReadOnlySetting setting = setting("spring.config.import=optional:configtree:" + this.directory + "/");
		assertThat(setting.getAsBoolean()).isFalse();
		write(NAME, "true\n");
		assertThat(setting.getAsBoolean()).isTrue();
		write(NAME, "false\n");
		assertThat(setting.getAsBoolean()).isFalse();
	}

	@Test
	void andTheFileOfAProfile() throws IOException {
		write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(FOLDER + this.directory + "/", "spring.profiles.active=login");
		write("application-login.yaml", NAME + ": true");
		assertThat(setting.getAsBoolean()).isTrue();
	}

	@Test
	void whatTakesPrecedenceOverFilesStillDoes() throws IOException {
		Path file = write("application.yaml", NAME + ": false");
		ReadOnlySetting setting = setting(FOLDER + file, NAME + "=true");
		assertThat(setting.getAsBoolean()).isTrue();
		write("application.yaml", "# nothing");
		assertThat(setting.getAsBoolean()).isTrue();
	}

	@Test
	void whatCannotBeReadLeavesItAsItWas(CapturedOutput output) throws IOException {
		Path file = write("application.yaml", NAME + ": true");
		ReadOnlySetting setting = setting(FOLDER + file);
		assertThat(setting.getAsBoolean()).isTrue();
		assertThat(setting.isOutdated()).isFalse();
		for (String broken : new String[] { NAME + ": maybe", "{", NAME + ": [" }) {
			write("application.yaml", broken);
			assertThat(setting.getAsBoolean()).isTrue();
			assertThat(setting.isOutdated()).isTrue();
		}
		assertThat(output.toString()).containsOnlyOnce(NAME + " stays true: the configuration files cannot be read");
		write("application.yaml", NAME + ": false");
		assertThat(setting.getAsBoolean()).isFalse();
		assertThat(setting.isOutdated()).isFalse();
	}

	@Test
	void itStartsWithWhatTheServiceStartedWith() throws IOException {
		Path file = write("application.yaml", "{");
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(FOLDER + file).applyTo(environment);
		assertThat(new ReadOnlySetting(environment, true).getAsBoolean()).isTrue();
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	private static ReadOnlySetting setting(String... settings) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(settings).applyTo(environment);
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return new ReadOnlySetting(environment, false);
	}

}
