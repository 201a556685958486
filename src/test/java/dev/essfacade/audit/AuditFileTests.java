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

/** The file under all that others may do to it, and on a disk that is full. */
class AuditFileTests {

	private static final Path FULL = Path.of("/dev/full");

	/** A file that can be opened, in a folder that no disk has. */
	private static final Path OF_THE_SYSTEM = Path.of("/proc/" + ProcessHandle.current().pid() + "/comm");

	private final Path path;

	private final Path moved;

	private final AuditFile file;

	AuditFileTests(@TempDir Path directory) {
		this.path = directory.resolve("audit.jsonl");
		this.moved = directory.resolve("audit.jsonl.1");
		this.file = new AuditFile(this.path);
	}

	@BeforeEach
	void one() throws IOException {
		append("one\n");
	}

	@AfterEach
	void close() throws IOException {
		this.file.close();
	}

	@Test
	void whatIsAppendedIsThere() throws IOException {
		append("two\nthree\n");
		assertThat(this.path).hasContent("one\ntwo\nthree\n");
	}

	@Test
	void nobodyButOwnerAndGroupMayReadIt() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path))).startsWith("rw")
			.endsWith("---")
			.doesNotContain("x");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path)).charAt(4)).isEqualTo('-');
	}

	@Test
	void aNewProcessGoesOnWhereTheOldOneStopped() throws IOException {
		try (AuditFile again = new AuditFile(this.path)) {
			again.append(bytes("two\n"));
		}
		assertThat(this.path).hasContent("one\ntwo\n");
	}

	@Test
	void aFileThatIsMovedAwayIsMadeAnew() throws IOException {
		Files.move(this.path, this.moved);
		append("two\n");
		append("three\n");
		assertThat(this.moved).hasContent("one\n");
		assertThat(this.path).hasContent("two\nthree\n");
	}

	@Test
	void aFileThatAnotherTakesThePlaceOfIsLeft() throws IOException {
		Files.move(this.path, this.moved);
		Files.writeString(this.path, "zero\n");
		append("two\n");
		assertThat(this.moved).hasContent("one\n");
		assertThat(this.path).hasContent("zero\ntwo\n");
	}

	@Test
	void aFileThatIsCopiedAndCutToNothingGoesOnFromItsStart() throws IOException {
		Files.copy(this.path, this.moved);
		Files.write(this.path, new byte[0]);
		append("two\n");
		assertThat(this.path).hasContent("two\n").hasSize(4);
	}

	@Test
	void aLineThatIsTornDoesNotSpoilTheNext() throws IOException {
		Files.move(this.path, this.moved);
		Files.writeString(this.path, "half");
		append("two\n");
		append("three\n");
		assertThat(this.path).hasContent("half\ntwo\nthree\n");
	}

	@Test
	void anEmptyFileIsNotTorn() throws IOException {
		Files.move(this.path, this.moved);
		Files.createFile(this.path);
		append("two\n");
		assertThat(this.path).hasContent("two\n").hasSize(4);
	}

	@Test
	void aFullDiskIsToldAndForgottenWhenThereIsRoom() throws IOException {
		Files.move(this.path, this.moved);
		Files.createSymbolicLink(this.path, FULL);
		assertThatIOException().isThrownBy(() -> append("two\n")).withMessageContaining("No space left");
		assertThatIOException().isThrownBy(() -> append("two\n")).withMessageContaining("No space left");
		Files.move(this.moved, this.path, StandardCopyOption.REPLACE_EXISTING);
		append("three\n");
		assertThat(this.path).hasContent("one\nthree\n");
	}

	@Test
	void whatCannotBeForcedIsTakenBackAsFarAsThatGoes() throws IOException {
		Files.move(this.path, this.moved);
		// Takes all, forces nothing.
		Files.createSymbolicLink(this.path, Path.of("/dev/null"));
		assertThatIOException().isThrownBy(() -> append("two\n"));
	}

	@Test
	void aFolderThatIsGoneIsNotMade() throws IOException {
		Path folder = Files.createDirectory(this.moved);
		try (AuditFile elsewhere = new AuditFile(folder.resolve("audit.jsonl"))) {
			elsewhere.append(bytes("one\n"));
			Files.delete(folder.resolve("audit.jsonl"));
			Files.delete(folder);
			assertThatIOException().isThrownBy(() -> elsewhere.append(bytes("two\n")));
			assertThat(folder).doesNotExist();
			Files.createDirectory(folder);
			elsewhere.append(bytes("three\n"));
		}
		assertThat(folder.resolve("audit.jsonl")).hasContent("three\n");
	}

	@Test
	void noFileIsHeldThatIsNotWrittenTo() throws IOException {
		Files.move(this.path, this.moved);
		append("two\n");
		assertThat(held()).containsExactly(this.path.toRealPath());
		Files.delete(this.path);
		Files.createSymbolicLink(this.path, FULL);
		assertThatIOException().isThrownBy(() -> append("two\n"));
		assertThat(held()).isEmpty();
		Files.delete(this.path);
		append("three\n");
		this.file.close();
		assertThat(held()).isEmpty();
	}

	@Test
	void aFileWhoseNameCannotBeForcedIsNotHeld() throws IOException {
		try (AuditFile elsewhere = new AuditFile(OF_THE_SYSTEM)) {
			assertThatIOException().isThrownBy(elsewhere::open);
			assertThat(held()).doesNotContain(OF_THE_SYSTEM);
		}
	}

	/** What this process has open of all that the file has led to. */
	private List<Path> held() throws IOException {
		Set<Path> candidates = Set.of(this.path.toAbsolutePath(), this.moved.toAbsolutePath(), FULL, OF_THE_SYSTEM);
		List<Path> held = new ArrayList<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path descriptor : descriptors) {
				if (Files.isSymbolicLink(descriptor) && candidates.contains(Files.readSymbolicLink(descriptor))) {
					held.add(Files.readSymbolicLink(descriptor));
				}
			}
		}
		return held;
	}

	private void append(String text) throws IOException {
		this.file.append(bytes(text));
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
