package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The audit file while other processes change it, and on a full disk. */
class AuditFileTests {

	private static final Path FULL = Path.of("/dev/full");

	/** A path in a folder in which no file can be created. */
	private static final Path IN_A_FOLDER_WITHOUT_DISK = Path.of("/proc/essfacade-audit");

	private final Path path;

	private final Path moved;

	private final AuditFile file;

	AuditFileTests(@TempDir Path directory) {
		this.path = directory.resolve("audit.jsonl");
		this.moved = directory.resolve("audit.jsonl.1");
		this.file = new AuditFile(this.path);
	}

	@BeforeEach
	void firstBatch() throws IOException {
		append("one\n");
	}

	@Test
	void appendsABatch() throws IOException {
		append("two\nthree\n");
		assertThat(this.path).hasContent("one\ntwo\nthree\n");
	}

	@Test
	void isReadableByOwnerAndGroupOnly() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path))).startsWith("rw")
			.endsWith("---")
			.doesNotContain("x");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path)).charAt(4)).isEqualTo('-');
	}

	@Test
	void aNewProcessAppendsToTheExistingFile() throws IOException {
		new AuditFile(this.path).append(bytes("two\n"));
		assertThat(this.path).hasContent("one\ntwo\n");
	}

	@Test
	void createsTheFileAgainAfterItWasMoved() throws IOException {
		Files.move(this.path, this.moved);
		append("two\n");
		append("three\n");
		assertThat(this.moved).hasContent("one\n");
		assertThat(this.path).hasContent("two\nthree\n");
	}

	@Test
	void appendsToAFileThatReplacedTheOldOne() throws IOException {
		Files.move(this.path, this.moved);
		Files.writeString(this.path, "zero\n");
		append("two\n");
		assertThat(this.moved).hasContent("one\n");
		assertThat(this.path).hasContent("zero\ntwo\n");
	}

	@Test
	void appendsFromTheStartAfterATruncation() throws IOException {
		Files.copy(this.path, this.moved);
		Files.write(this.path, new byte[0]);
		append("two\n");
		assertThat(this.path).hasContent("two\n").hasSize(4);
	}

	@Test
	void startsANewLineAfterAPartialLine() throws IOException {
		Files.move(this.path, this.moved);
		Files.writeString(this.path, "half");
		append("two\n");
		append("three\n");
		assertThat(this.path).hasContent("half\ntwo\nthree\n");
	}

	@Test
	void addsNoLineEndToAnEmptyFile() throws IOException {
		Files.move(this.path, this.moved);
		Files.createFile(this.path);
		append("two\n");
		assertThat(this.path).hasContent("two\n").hasSize(4);
	}

	@Test
	void writesAgainWhenAFullDiskHasRoom() throws IOException {
		Files.move(this.path, this.moved);
		Files.createSymbolicLink(this.path, FULL);
		assertThatIOException().isThrownBy(() -> append("two\n")).withMessageContaining("No space left");
		assertThatIOException().isThrownBy(() -> append("two\n")).withMessageContaining("No space left");
		Files.move(this.moved, this.path, StandardCopyOption.REPLACE_EXISTING);
		append("three\n");
		assertThat(this.path).hasContent("one\nthree\n");
	}

	@Test
	void failsIfABatchCannotBeForcedToDisk() throws IOException {
		Files.move(this.path, this.moved);
		// /dev/null accepts every write, but cannot be forced to disk.
		Files.createSymbolicLink(this.path, Path.of("/dev/null"));
		assertThatIOException().isThrownBy(() -> append("two\n"));
	}

	@Test
	void doesNotCreateAMissingFolder() throws IOException {
		Path folder = Files.createDirectory(this.moved);
		AuditFile elsewhere = new AuditFile(folder.resolve("audit.jsonl"));
		elsewhere.append(bytes("one\n"));
		Files.delete(folder.resolve("audit.jsonl"));
		Files.delete(folder);
		assertThatIOException().isThrownBy(() -> elsewhere.append(bytes("two\n")));
		assertThat(folder).doesNotExist();
		Files.createDirectory(folder);
		elsewhere.append(bytes("three\n"));
		assertThat(folder.resolve("audit.jsonl")).hasContent("three\n");
	}

	@Test
	void keepsNoFileOpenBetweenTwoBatches() throws IOException {
		append("two\n");
		assertThat(openFiles()).isEmpty();
		Files.delete(this.path);
		Files.createSymbolicLink(this.path, FULL);
		assertThatIOException().isThrownBy(() -> append("two\n"));
		assertThat(openFiles()).isEmpty();
		assertThatIOException().isThrownBy(() -> new AuditFile(IN_A_FOLDER_WITHOUT_DISK).append(bytes("one\n")));
		assertThat(openFiles()).isEmpty();
	}

	/** Returns the files of this test that the process has open. */
	private List<Path> openFiles() throws IOException {
		Set<Path> candidates = Set.of(this.path.toAbsolutePath(), this.moved.toAbsolutePath(), FULL,
				IN_A_FOLDER_WITHOUT_DISK);
		List<Path> open = new ArrayList<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path descriptor : descriptors) {
				if (Files.isSymbolicLink(descriptor) && candidates.contains(Files.readSymbolicLink(descriptor))) {
					open.add(Files.readSymbolicLink(descriptor));
				}
			}
		}
		return open;
	}

	private void append(String text) throws IOException {
		this.file.append(bytes(text));
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
