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
 * @param file Names the file that audit records are appended to. Each record of a write
 * is forced to disk before the write is sent. The directory must exist. Audit records
 * also go to the logger {@code audit}.
 */
@ConfigurationProperties("facade.audit")
public record AuditProperties(@Nullable Path file) {

	public AuditProperties {
		file = (file == null || file.toString().isBlank()) ? null : file;
	}

	/**
	 * Fails if the file is unusable. A device or a pipe is not opened, because opening it
	 * can block forever.
	 */
	public void requireUsable() {
		if (this.file == null) {
			return;
		}
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder == null || !Files.isDirectory(folder)) {
			throw unusable(this.file, "Its directory does not exist. Create it; this service does not.");
		}
		if (Files.isDirectory(this.file)) {
			throw unusable(this.file, "It is a directory. It must be a file.");
		}
		if (Files.isRegularFile(this.file) || Files.notExists(this.file)) {
			tryToOpen(this.file);
		}
	}

	private static void tryToOpen(Path file) {
		try (AuditFile opened = new AuditFile(file)) {
			opened.open();
		}
		catch (AccessDeniedException _) {
			throw unusable(file, "This service must be able to read it and to append to it.");
		}
		catch (IOException ex) {
			throw unusable(file, "It cannot be opened: " + FailureReason.of(ex));
		}
	}

	private static RuntimeException unusable(Path file, String why) {
		return new InvalidConfigurationPropertyValueException("facade.audit.file", file, why);
	}

}
