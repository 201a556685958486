package dev.essfacade.audit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the audit records. A blank value counts as absent.
 *
 * @param file Names the file to which audit records are appended. The record of an
 * intended write is forced to the disk before the write is sent to ESS. The directory
 * must exist. Audit records also go to the logger {@code audit}.
 */
@ConfigurationProperties("facade.audit")
public record AuditProperties(@Nullable Path file) {

	public AuditProperties {
		file = (file == null || file.toString().isBlank()) ? null : file;
	}

	/**
	 * Checks at start-up that the file can be written. A device or a pipe is not opened,
	 * since opening it can block.
	 * @throws InvalidConfigurationPropertyValueException if the file cannot be written
	 */
	public void requireUsable() {
		if (this.file == null) {
			return;
		}
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder == null || !Files.isDirectory(folder)) {
			throw unusable(this.file, "Its folder does not exist. Create the folder, or mount the volume.");
		}
		if (Files.isDirectory(this.file)) {
			throw unusable(this.file, "It is a folder. Set the path of a file.");
		}
		if (Files.isRegularFile(this.file) || Files.notExists(this.file)) {
			requireWritable(this.file);
		}
	}

	private static void requireWritable(Path file) {
		try {
			new AuditFile(file).open().close();
		}
		catch (AccessDeniedException _) {
			throw unusable(file, "The service needs permission to read it and to append to it.");
		}
		catch (IOException ex) {
			throw unusable(file, "It cannot be opened: " + FailureReason.of(ex));
		}
	}

	private static RuntimeException unusable(Path file, String why) {
		return new InvalidConfigurationPropertyValueException("facade.audit.file", file, why);
	}

}
