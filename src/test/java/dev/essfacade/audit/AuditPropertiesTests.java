package dev.essfacade.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Checks of the audit file at start-up. */
class AuditPropertiesTests {

	private final Path directory;

	AuditPropertiesTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void aBlankFileCountsAsAbsent() {
		assertThat(new AuditProperties(Path.of(" ")).file()).isNull();
		assertThat(new AuditProperties(null).file()).isNull();
		new AuditProperties(null).requireUsable();
	}

	@Test
	void createsAMissingFile() {
		Path file = this.directory.resolve("audit.jsonl");
		assertThat(new AuditProperties(file).file()).isEqualTo(file);
		new AuditProperties(file).requireUsable();
		assertThat(file).isEmptyFile();
	}

	@Test
	void leavesTheFileClosed() throws IOException {
		Path file = this.directory.toRealPath().resolve("audit.jsonl");
		new AuditProperties(file).requireUsable();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			assertThat(descriptors).filteredOn(Files::isSymbolicLink)
				.extracting(Files::readSymbolicLink)
				.doesNotContain(file);
		}
	}

	@Test
	void keepsAnExistingFile() throws IOException {
		Path file = Files.writeString(this.directory.resolve("audit.jsonl"), "one\n");
		new AuditProperties(file).requireUsable();
		assertThat(file).hasContent("one\n");
	}

	@Test
	void rejectsAFileInAMissingFolder() {
		rejects(this.directory.resolve("missing/audit.jsonl"), "Its folder does not exist");
		assertThat(this.directory.resolve("missing")).doesNotExist();
	}

	@Test
	void rejectsAFolder() {
		rejects(this.directory, "It is a folder");
		rejects(Path.of("/"), "does not exist");
	}

	@Test
	void namesTheReasonIfAFileCannotBeOpened() {
		rejects(Path.of("/proc/essfacade-audit"), "It cannot be opened: NoSuchFileException: /proc/essfacade-audit");
	}

	@Test
	void doesNotOpenADevice() {
		new AuditProperties(Path.of("/dev/full")).requireUsable();
	}

	@Test
	void doesNotOpenAPipe() throws Exception {
		Path pipe = this.directory.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		// Opening a pipe blocks until another process reads.
		assertTimeoutPreemptively(Duration.ofSeconds(30), new AuditProperties(pipe)::requireUsable);
	}

	private static void rejects(Path file, String why) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new AuditProperties(file).requireUsable())
			.satisfies((ex) -> assertThat(ex.getReason()).contains(why))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("facade.audit.file"));
	}

}
