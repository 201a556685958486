package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.essfacade.ess.http.UnsignedHttpClient;

/**
 * Credentials of a Kubernetes service account's RAM role (RRSA). STS returns them in
 * exchange for the account's token. That token is the proof of identity, so the request
 * is not signed.
 *
 * @param sts URL of STS
 * @param roleArn ARN of the RAM role
 * @param oidcProviderArn ARN of the cluster's identity provider
 * @param tokenFile file with the account's token, read at each fetch since Kubernetes
 * replaces it
 * @param sessionName session name that ActionTrail shows
 * @param http the HTTP client
 * @param clock clock for the timestamp of the request
 */
public record OidcCredentialsSource(URI sts, String roleArn, String oidcProviderArn, Path tokenFile, String sessionName,
		UnsignedHttpClient http, InstantSource clock) implements TemporaryCredentialsSource {

	private static final Duration SESSION_DURATION = Duration.ofHours(1);

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
		form.put("OIDCToken", CredentialText.read(this.tokenFile));
		form.put("RoleSessionName", this.sessionName);
		form.put("DurationSeconds", String.valueOf(SESSION_DURATION.toSeconds()));
		return TemporaryCredentialsSource.parse(this.sts.getAuthority(), this.http.post(this.sts, form), "Credentials");
	}

}
