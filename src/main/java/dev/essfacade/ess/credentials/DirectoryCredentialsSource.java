package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Keys in the files {@code access-key-id}, {@code access-key-secret} and
 * {@code security-token} of a folder, as Kubernetes mounts a secret.
 *
 * @param directory the folder
 */
public record DirectoryCredentialsSource(Path directory) implements CredentialsSource {

	/**
	 * Reads the files.
	 * @throws IOException if one is missing, empty, or just being replaced
	 */
	@Override
	public EssCredentials fetch() throws IOException {
		EssCredentials keys = read();
		// The files are replaced together, but read one after the other.
		if (!keys.equals(read())) {
			throw new IOException("The files of the key are just being replaced");
		}
		return keys;
	}

	private EssCredentials read() throws IOException {
		@Nullable String id = content("access-key-id");
		@Nullable String secret = content("access-key-secret");
		if (id == null || secret == null) {
			throw new IOException("The files access-key-id and access-key-secret are not both there");
		}
		return new EssCredentials(id, secret, content("security-token"), null);
	}

	private @Nullable String content(String name) throws IOException {
		Path file = this.directory.resolve(name);
		if (!Files.exists(file)) {
			return null;
		}
		String content = Files.readString(file).strip();
		return content.isEmpty() ? null : content;
	}

	@Override
	public Duration rest() {
		return Duration.ofSeconds(1);
	}

}
