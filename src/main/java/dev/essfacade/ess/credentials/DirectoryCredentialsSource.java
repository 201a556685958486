package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Credentials in the files {@code access-key-id}, {@code access-key-secret} and
 * {@code security-token} of a folder, as Kubernetes mounts a secret.
 *
 * @param directory the folder
 */
public record DirectoryCredentialsSource(Path directory) implements CredentialsSource {

	/**
	 * Reads the files twice and compares the results, because the files are replaced
	 * together but read one by one.
	 * @throws IOException if a file is missing, empty or unusable, or if the files change
	 * meanwhile
	 */
	@Override
	public EssCredentials fetch() throws IOException {
		EssCredentials credentials = read();
		if (!credentials.equals(read())) {
			throw new IOException("The credentials files changed while they were read");
		}
		return credentials;
	}

	private EssCredentials read() throws IOException {
		return new EssCredentials(CredentialText.read(this.directory.resolve("access-key-id")),
				CredentialText.read(this.directory.resolve("access-key-secret")),
				CredentialText.readIfPresent(this.directory.resolve("security-token")), null);
	}

	@Override
	public Duration minFetchInterval() {
		return Duration.ofSeconds(1);
	}

}
