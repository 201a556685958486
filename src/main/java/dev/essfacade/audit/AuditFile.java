package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * The audit file. A batch of records that cannot be forced to the disk is removed from
 * the file. Other processes may move, delete or truncate the file between two batches.
 *
 * @param path absolute path of the file
 */
record AuditFile(Path path) implements GroupCommitWriter.Disk {

	/** Owner writes, group reads: auditors can be members of the group. */
	private static final FileAttribute<?>[] PERMISSIONS = FileSystems.getDefault()
		.supportedFileAttributeViews()
		.contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")) }
				: new FileAttribute<?>[0];

	AuditFile {
		path = path.toAbsolutePath();
	}

	@Override
	public void append(ByteBuffer records) throws IOException {
		try (FileChannel file = open()) {
			long end = file.size();
			try {
				if (endsInPartialLine()) {
					write(file, ByteBuffer.wrap(new byte[] { '\n' }));
				}
				write(file, records);
				file.force(false);
			}
			catch (IOException ex) {
				throw removeFrom(end, file, ex);
			}
		}
	}

	/** Opens the file. If the file is missing, creates it; its folder must exist. */
	FileChannel open() throws IOException {
		try {
			return FileChannel.open(this.path, StandardOpenOption.APPEND);
		}
		catch (NoSuchFileException _) {
			return create();
		}
	}

	private FileChannel create() throws IOException {
		FileChannel created = FileChannel.open(this.path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
				PERMISSIONS);
		try {
			forceFolder();
			return created;
		}
		catch (IOException ex) {
			created.close();
			throw ex;
		}
	}

	/**
	 * Forces the folder to the disk, so that a power failure cannot lose the new file's
	 * name.
	 */
	private void forceFolder() throws IOException {
		try (FileChannel folder = FileChannel.open(Objects.requireNonNull(this.path.getParent()))) {
			folder.force(true);
		}
	}

	private boolean endsInPartialLine() throws IOException {
		try (FileChannel file = FileChannel.open(this.path)) {
			ByteBuffer last = ByteBuffer.allocate(1);
			return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
		}
	}

	private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			file.write(bytes);
		}
	}

	/**
	 * Removes what a failed batch has left in the file. If the removal fails, too, the
	 * next batch starts on a new line.
	 * @return the failure of the batch
	 */
	private static IOException removeFrom(long end, FileChannel file, IOException failure) {
		try {
			file.truncate(end);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
		return failure;
	}

}
