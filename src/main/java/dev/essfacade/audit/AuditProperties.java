package dev.essfacade.audit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where audit records go besides the log.
 *
 * @param file they are appended to it and forced to disk; blank counts as absent
 */
@ConfigurationProperties("facade.audit")
public record AuditProperties(@Nullable Path file) {

	public AuditProperties {
		file = (file == null || file.toString().isBlank()) ? null : file;
	}

	/**
	 * Says what is wrong with the file before anybody relies on it. A device or a pipe is
	 * not tried: to open one may take for ever.
	 */
	public void requireUsable() {
		if (this.file == null) {
			return;
		}
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder == null || !Files.isDirectory(folder)) {
			throw unusable(this.file, "Its folder does not exist, and this service does not make one: a record in a "
					+ "folder that nobody expects is lost.");
		}
		if (Files.isDirectory(this.file)) {
			throw unusable(this.file, "It is a folder; it has to be a file.");
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
