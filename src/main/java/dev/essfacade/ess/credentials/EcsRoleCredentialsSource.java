package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.essfacade.ess.http.RawResponse;
import dev.essfacade.ess.http.UnsignedHttpClient;

/**
 * Credentials of the ECS instance's RAM role, from the metadata service. Only the
 * configured role is requested. Requests use the hardened mode of the metadata service,
 * which requires a token.
 *
 * @param metadata URL of the metadata service
 * @param roleName name of the role
 * @param http the HTTP client, without a proxy
 */
public record EcsRoleCredentialsSource(URI metadata, String roleName,
		UnsignedHttpClient http) implements TemporaryCredentialsSource {

	/** URL of the metadata service on every ECS instance. */
	public static final URI METADATA = URI.create("http://100.100.100.200");

	private static final String TOKEN_TTL_SECONDS = "60";

	@Override
	public EssCredentials fetch() throws IOException {
		URI role = this.metadata.resolve("/latest/meta-data/ram/security-credentials/" + this.roleName);
		RawResponse response = this.http.send("GET", role, Map.of("X-aliyun-ecs-metadata-token", token()));
		return TemporaryCredentialsSource.parse(this.metadata.getAuthority(), response, "");
	}

	private String token() throws IOException {
		RawResponse response = this.http.send("PUT", this.metadata.resolve("/latest/api/token"),
				Map.of("X-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_TTL_SECONDS));
		if (!response.isSuccess()) {
			throw new IOException(this.metadata.getAuthority() + " returned no token, but " + response.status());
		}
		return CredentialText.require("The token of " + this.metadata.getAuthority(),
				new String(response.body(), StandardCharsets.UTF_8));
	}

}
