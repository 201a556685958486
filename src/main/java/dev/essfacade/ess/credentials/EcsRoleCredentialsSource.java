package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.essfacade.ess.http.RawResponse;
import dev.essfacade.ess.http.UnsignedHttpClient;

/**
 * The RAM role of the machine, from its metadata service; only ever the role that was
 * named, and only by the hardened way (a token first, then the question).
 *
 * @param metadata where the metadata service is
 * @param roleName the role
 * @param http sends
 */
public record EcsRoleCredentialsSource(URI metadata, String roleName,
		UnsignedHttpClient http) implements CredentialsSource {

	/** The address that every ECS instance has its metadata service at. */
	public static final URI METADATA = URI.create("http://100.100.100.200");

	private static final String TOKEN_LIFE_SECONDS = "60";

	@Override
	public EssCredentials fetch() throws IOException {
		RawResponse token = this.http.send("PUT", this.metadata.resolve("/latest/api/token"),
				Map.of("X-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_LIFE_SECONDS));
		if (!token.isSuccess()) {
			throw new IOException("The metadata service gave no token, but answered " + token.getStatus());
		}
		URI role = this.metadata.resolve("/latest/meta-data/ram/security-credentials/" + this.roleName);
		return TemporaryCredentials.read("The metadata service", this.http.send("GET", role,
				Map.of("X-aliyun-ecs-metadata-token", new String(token.body(), StandardCharsets.US_ASCII).strip())),
				"");
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
