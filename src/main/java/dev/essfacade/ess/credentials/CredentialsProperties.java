package dev.essfacade.ess.credentials;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The key pair that signs, as configured. Blank counts as absent.
 *
 * @param accessKeyId id of the access key
 * @param accessKeySecret its secret
 * @param securityToken STS token, when the key pair is a temporary one
 */
@ConfigurationProperties("ess.credentials")
public record CredentialsProperties(@Nullable String accessKeyId, @Nullable String accessKeySecret,
		@Nullable String securityToken) {

	public CredentialsProperties {
		accessKeyId = blankToNull(accessKeyId);
		accessKeySecret = blankToNull(accessKeySecret);
		securityToken = blankToNull(securityToken);
	}

	/** Whether a whole key pair is there. */
	public boolean isComplete() {
		return this.accessKeyId != null && this.accessKeySecret != null;
	}

	/** Secrets stay out of logs. */
	@Override
	public String toString() {
		return "CredentialsProperties[complete=%s, temporary=%s]".formatted(isComplete(), this.securityToken != null);
	}

	private static @Nullable String blankToNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value;
	}

}
