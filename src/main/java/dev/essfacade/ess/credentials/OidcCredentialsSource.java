package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.essfacade.ess.http.UnsignedHttpClient;

/**
 * The role of a Kubernetes service account (RRSA): STS gives keys for it in exchange for
 * the account's token, which proves itself, so that the request is not signed.
 *
 * @param sts where STS is
 * @param roleArn the RAM role
 * @param oidcProviderArn the identity provider that RAM knows the cluster by
 * @param tokenFile the account's token; read anew each time, since Kubernetes replaces it
 * @param sessionName what ActionTrail shows as the user
 * @param http sends
 * @param clock dates the request
 */
public record OidcCredentialsSource(URI sts, String roleArn, String oidcProviderArn, Path tokenFile, String sessionName,
		UnsignedHttpClient http, InstantSource clock) implements CredentialsSource {

	private static final Duration LIFE = Duration.ofHours(1);

	@Override
	public EssCredentials fetch() throws IOException {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("Action", "AssumeRoleWithOIDC");
		form.put("Version", "2015-04-01");
		form.put("Format", "JSON");
		form.put("Timestamp", this.clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
		form.put("SignatureNonce", UUID.randomUUID().toString());
		form.put("RoleArn", this.roleArn);
		form.put("OIDCProviderArn", this.oidcProviderArn);
		form.put("OIDCToken", token());
		form.put("RoleSessionName", this.sessionName);
		form.put("DurationSeconds", String.valueOf(LIFE.toSeconds()));
		return TemporaryCredentials.read("STS", this.http.post(this.sts, form), "Credentials");
	}

	private String token() throws IOException {
		String token = Files.exists(this.tokenFile) ? Files.readString(this.tokenFile).strip() : "";
		if (token.isEmpty()) {
			throw new IOException("The token file is missing or empty");
		}
		return token;
	}

	@Override
	public Duration rest() {
		return Duration.ofSeconds(10);
	}

	@Override
	public boolean expires() {
		return true;
	}

}
