package dev.essfacade.ess.credentials;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.essfacade.ess.http.Loopback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Source of the credentials. Exactly one source must be set; a blank value counts as
 * absent.
 *
 * @param accessKeyId Sets the id of an access key. Exactly one source of credentials is
 * required: access key, directory, RRSA or ECS role.
 * @param accessKeySecret Sets the secret of the access key.
 * @param securityToken Sets the STS token of a temporary access key.
 * @param directory Names a directory with the files {@code access-key-id}, {@code
 * access-key-secret} and, for a temporary access key, {@code security-token}. The files
 * are reloaded every 10 seconds.
 * @param roleArn Sets the ARN of the RAM role that the service assumes through RRSA (RAM
 * Roles for Service Accounts). The webhook of an ACK cluster sets
 * {@code ALIBABA_CLOUD_ROLE_ARN}, {@code ALIBABA_CLOUD_OIDC_PROVIDER_ARN} and
 * {@code ALIBABA_CLOUD_OIDC_TOKEN_FILE}.
 * @param oidcProviderArn Sets the ARN of the cluster's OIDC identity provider (RRSA).
 * @param oidcTokenFile Names the file with the token of the service account (RRSA).
 * @param roleSessionName Sets the session name that ActionTrail shows (RRSA).
 * @param stsEndpoint Sets the host or the https URL of STS (RRSA). The default is
 * {@code sts.aliyuncs.com}. Under {@code ess.network=vpc}, the default is the VPC host of
 * STS in {@code ess.credentials.sts-region}.
 * @param stsRegion Sets the region of the VPC host of STS (RRSA). {@code
 * ess.network=vpc} requires it unless {@code ess.credentials.sts-endpoint} is set.
 * @param ecsRole Names the RAM role of the ECS instance. Without a name, the role of the
 * instance is never used.
 */
@ConfigurationProperties("ess.credentials")
public record CredentialsProperties(@Nullable String accessKeyId, @Nullable String accessKeySecret,
		@Nullable String securityToken, @Nullable Path directory, @Nullable String roleArn,
		@Nullable String oidcProviderArn, @Nullable Path oidcTokenFile, @Nullable String roleSessionName,
		@Nullable String stsEndpoint, @Nullable String stsRegion, @Nullable String ecsRole) {

	public CredentialsProperties {
		accessKeyId = text("access-key-id", "ACCESS_KEY_ID", accessKeyId);
		accessKeySecret = text("access-key-secret", "ACCESS_KEY_SECRET", accessKeySecret);
		securityToken = text("security-token", "SECURITY_TOKEN", securityToken);
		directory = blankToNull(directory);
		roleArn = text("role-arn", "ROLE_ARN", roleArn);
		oidcProviderArn = text("oidc-provider-arn", "OIDC_PROVIDER_ARN", oidcProviderArn);
		oidcTokenFile = blankToNull(oidcTokenFile);
		roleSessionName = Objects.requireNonNullElse(text("role-session-name", "ROLE_SESSION_NAME", roleSessionName),
				"ess-facade");
		stsEndpoint = CredentialText.strip(stsEndpoint);
		stsRegion = CredentialText.strip(stsRegion);
		ecsRole = CredentialText.strip(ecsRole);
		// The region and the role become part of a URL.
		requireName("ess.credentials.sts-region", stsRegion);
		requireName("ess.credentials.ecs-role", ecsRole);
	}

	/**
	 * Boot's failure analysis finds the setting by the name in the exception, and prints
	 * its value. Since the value can be a secret, the name includes the environment
	 * variable, so that Boot finds no such setting.
	 */
	private static @Nullable String text(String setting, String variable, @Nullable String value) {
		@Nullable String text = CredentialText.strip(value);
		if (text != null && !CredentialText.isUsable(text)) {
			throw new InvalidConfigurationPropertyValueException(
					"ess.credentials." + setting + " (ALIBABA_CLOUD_" + variable + ")", "(hidden)",
					CredentialText.RULE);
		}
		return text;
	}

	private static void requireName(String setting, @Nullable String name) {
		if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
			throw new InvalidConfigurationPropertyValueException(setting, name,
					"It must consist of letters, digits, dots, dashes and underscores.");
		}
	}

	/** Returns the sources of which at least one setting is set. */
	public List<Place> places() {
		List<Place> places = new ArrayList<>();
		addIfAny(places, Place.ACCESS_KEY, this.accessKeyId, this.accessKeySecret, this.securityToken);
		addIfAny(places, Place.DIRECTORY, this.directory);
		addIfAny(places, Place.RRSA, this.roleArn, this.oidcProviderArn, this.oidcTokenFile);
		addIfAny(places, Place.ECS_ROLE, this.ecsRole);
		return places;
	}

	/** Whether all required settings of a source are set. */
	public boolean isComplete(Place place) {
		return switch (place) {
			case ACCESS_KEY -> this.accessKeyId != null && this.accessKeySecret != null;
			case RRSA -> this.roleArn != null && this.oidcProviderArn != null && this.oidcTokenFile != null;
			case DIRECTORY, ECS_ROLE -> true;
		};
	}

	/**
	 * Returns the URL of STS.
	 * @param vpc whether calls must not leave the VPC
	 */
	URI sts(boolean vpc) {
		if (this.stsEndpoint != null) {
			return url(this.stsEndpoint);
		}
		if (!vpc) {
			return URI.create("https://sts.aliyuncs.com");
		}
		if (this.stsRegion == null) {
			throw new InvalidConfigurationPropertyValueException("ess.credentials.sts-region", null,
					"It is required with ess.network=vpc, unless ess.credentials.sts-endpoint is set.");
		}
		return URI.create("https://sts-vpc." + this.stsRegion + ".aliyuncs.com");
	}

	private static URI url(String endpoint) {
		URI url = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
		boolean safe = "https".equals(url.getScheme())
				|| ("http".equals(url.getScheme()) && url.getHost() != null && Loopback.is(url.getHost()));
		if (!safe || url.getHost() == null) {
			throw new InvalidConfigurationPropertyValueException("ess.credentials.sts-endpoint", endpoint,
					"It must be a host name or an https URL, since the response of STS contains a secret.");
		}
		return url;
	}

	/** Leaves the secrets out. */
	@Override
	public String toString() {
		return "CredentialsProperties" + places();
	}

	private static void addIfAny(List<Place> places, Place place, @Nullable Object... settings) {
		if (Stream.of(settings).anyMatch(Objects::nonNull)) {
			places.add(place);
		}
	}

	private static @Nullable Path blankToNull(@Nullable Path value) {
		return (value == null || value.toString().isBlank()) ? null : value;
	}

	/** A source of credentials. */
	public enum Place {

		/** An access key in the settings. */
		ACCESS_KEY,

		/** Files in a mounted folder. */
		DIRECTORY,

		/** The RAM role of a Kubernetes service account. */
		RRSA,

		/** The RAM role of the ECS instance. */
		ECS_ROLE

	}

}
