package dev.essfacade.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What is looked at before the service starts. */
class AuditPropertiesTests {

	private final Path directory;

	AuditPropertiesTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void blankIsNone() {
		assertThat(new AuditProperties(Path.of(" ")).file()).isNull();
		assertThat(new AuditProperties(null).file()).isNull();
		new AuditProperties(null).requireUsable();
	}

	@Test
	void aFileThatIsNotThereYetIsMade() {
		Path file = this.directory.resolve("audit.jsonl");
		assertThat(new AuditProperties(file).file()).isEqualTo(file);
		new AuditProperties(file).requireUsable();
		assertThat(file).isEmptyFile();
	}

	@Test
	void aFileThatIsThereIsKept() throws IOException {
		Path file = Files.writeString(this.directory.resolve("audit.jsonl"), "one\n");
		new AuditProperties(file).requireUsable();
		assertThat(file).hasContent("one\n");
	}

	@Test
	void aFolderThatIsMissingIsNotMade() {
		refuses(this.directory.resolve("missing/audit.jsonl"), "Its directory does not exist");
		assertThat(this.directory.resolve("missing")).doesNotExist();
	}

	@Test
	void aFolderIsNoFile() {
		refuses(this.directory, "It is a directory");
		refuses(Path.of("/"), "does not exist");
	}

	@Test
	void aFileThatTheSystemRefusesIsNamedWithItsReason() {
		refuses(Path.of("/proc/essfacade-audit"), "It cannot be opened: NoSuchFileException: /proc/essfacade-audit");
	}

	@Test
	void aDeviceIsNotTried() {
		new AuditProperties(Path.of("/dev/full")).requireUsable();
	}

	@Test
	void aPipeIsNotTriedEither() throws Exception {
		Path pipe = this.directory.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		// To open it would take until somebody reads.
		assertTimeoutPreemptively(Duration.ofSeconds(30), new AuditProperties(pipe)::requireUsable);
	}

	private static void refuses(Path file, String why) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new AuditProperties(file).requireUsable())
			.satisfies((refused) -> assertThat(refused.getReason()).contains(why))
			.satisfies((refused) -> assertThat(refused.getName()).isEqualTo("facade.audit.file"));
	}

}
