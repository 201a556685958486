package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The file of the records: what was appended is on the disk, and what could not be
 * appended is taken back. Others may move the file away, delete it or cut it to nothing
 * at any time. For one thread only.
 */
final class AuditFile implements GroupCommitWriter.Disk {

	/** Auditors may be in the group; nobody else reads. */
	private static final FileAttribute<?>[] MODE = FileSystems.getDefault()
		.supportedFileAttributeViews()
		.contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")) }
				: new FileAttribute<?>[0];

	private final Path path;

	private @Nullable FileChannel channel;

	/** Which file the channel leads to, whatever it is called by now. */
	private @Nullable Object identity;

	/** Whether the file ends in the middle of a line. */
	private boolean torn;

	AuditFile(Path path) {
		this.path = path.toAbsolutePath();
	}

	@Override
	public void append(ByteBuffer records) throws IOException {
		FileChannel file = current();
		long end = file.size();
		try {
			if (this.torn) {
				write(file, ByteBuffer.wrap(new byte[] { '\n' }));
			}
			write(file, records);
			file.force(false);
			this.torn = false;
		}
		catch (IOException ex) {
			takeBack(file, end);
			throw ex;
		}
	}

	private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			file.write(bytes);
		}
	}

	/**
	 * After a failure the file is opened anew: what the system tells of a channel whose
	 * force has failed once is not to be relied on.
	 */
	private void takeBack(FileChannel file, long end) {
		try (file) {
			this.channel = null;
			file.truncate(end);
		}
		catch (IOException _) {
			// Then half a line stays; opened anew, it is noticed and ended.
		}
	}

	private FileChannel current() throws IOException {
		FileChannel open = this.channel;
		return (open != null && Objects.equals(this.identity, identityOf(this.path))) ? open : open();
	}

	/** Opens the file, which is made if its folder is there. */
	FileChannel open() throws IOException {
		close();
		// Looked up first: a file that is moved away meanwhile is noticed next time.
		@Nullable Object before = identityOf(this.path);
		FileChannel opened = FileChannel.open(this.path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
				MODE);
		try {
			keepName();
			boolean half = endsInTheMiddleOfALine(this.path);
			this.identity = (before != null) ? before : identityOf(this.path);
			this.torn = half;
			this.channel = opened;
			return opened;
		}
		catch (IOException ex) {
			opened.close();
			throw ex;
		}
	}

	/** Else the name of a new file may be lost with the power, and so the file. */
	private void keepName() throws IOException {
		try (FileChannel folder = FileChannel.open(Objects.requireNonNull(this.path.getParent()))) {
			folder.force(true);
		}
	}

	private static @Nullable Object identityOf(Path path) throws IOException {
		try {
			return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		}
		catch (NoSuchFileException _) {
			return null;
		}
	}

	private static boolean endsInTheMiddleOfALine(Path path) throws IOException {
		try (FileChannel file = FileChannel.open(path)) {
			ByteBuffer last = ByteBuffer.allocate(1);
			return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
		}
	}

	@Override
	public void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
			this.channel = null;
		}
	}

}
