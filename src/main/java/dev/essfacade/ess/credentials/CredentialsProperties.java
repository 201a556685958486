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
 * Where the keys come from that sign. Exactly one of four places has to be named; blank
 * counts as absent.
 *
 * @param accessKeyId id of an access key
 * @param accessKeySecret its secret
 * @param securityToken STS token, when the key pair is a temporary one
 * @param directory folder with the files {@code access-key-id}, {@code access-key-secret}
 * and {@code security-token}
 * @param roleArn RRSA: the RAM role
 * @param oidcProviderArn RRSA: the identity provider that stands for the cluster
 * @param oidcTokenFile RRSA: the file with the service account's token
 * @param roleSessionName RRSA: the name that ActionTrail shows
 * @param stsEndpoint host or URL of STS
 * @param stsRegion region whose STS is asked when {@code ess.network} is {@code vpc}
 * @param ecsRole name of the RAM role of the ECS instance
 */
@ConfigurationProperties("ess.credentials")
public record CredentialsProperties(@Nullable String accessKeyId, @Nullable String accessKeySecret,
		@Nullable String securityToken, @Nullable Path directory, @Nullable String roleArn,
		@Nullable String oidcProviderArn, @Nullable Path oidcTokenFile, @Nullable String roleSessionName,
		@Nullable String stsEndpoint, @Nullable String stsRegion, @Nullable String ecsRole) {

	public CredentialsProperties {
		accessKeyId = blankToNull(accessKeyId);
		accessKeySecret = blankToNull(accessKeySecret);
		securityToken = blankToNull(securityToken);
		directory = blankToNull(directory);
		roleArn = blankToNull(roleArn);
		oidcProviderArn = blankToNull(oidcProviderArn);
		oidcTokenFile = blankToNull(oidcTokenFile);
		roleSessionName = Objects.requireNonNullElse(blankToNull(roleSessionName), "ess-facade");
		stsEndpoint = blankToNull(stsEndpoint);
		stsRegion = blankToNull(stsRegion);
		ecsRole = blankToNull(ecsRole);
		// Both become part of an address.
		requireName("ess.credentials.sts-region", stsRegion);
		requireName("ess.credentials.ecs-role", ecsRole);
	}

	private static void requireName(String setting, @Nullable String name) {
		if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
			throw new InvalidConfigurationPropertyValueException(setting, name,
					"It may have letters, digits, dots, dashes and underscores.");
		}
	}

	/** The places that are named at least in part. */
	public List<Place> places() {
		List<Place> places = new ArrayList<>();
		addIfAny(places, Place.ACCESS_KEY, this.accessKeyId, this.accessKeySecret, this.securityToken);
		addIfAny(places, Place.DIRECTORY, this.directory);
		addIfAny(places, Place.RRSA, this.roleArn, this.oidcProviderArn, this.oidcTokenFile);
		addIfAny(places, Place.ECS_ROLE, this.ecsRole);
		return places;
	}

	/** Whether nothing is missing that the place needs. */
	public boolean isComplete(Place place) {
		return switch (place) {
			case ACCESS_KEY -> this.accessKeyId != null && this.accessKeySecret != null;
			case RRSA -> this.roleArn != null && this.oidcProviderArn != null && this.oidcTokenFile != null;
			case DIRECTORY, ECS_ROLE -> true;
		};
	}

	/**
	 * Where STS is.
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
					"With ess.network=vpc it has to say which region's STS to ask, unless "
							+ "ess.credentials.sts-endpoint names a host.");
		}
		return URI.create("https://sts-vpc." + this.stsRegion + ".aliyuncs.com");
	}

	private static URI url(String endpoint) {
		URI url = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
		boolean safe = "https".equals(url.getScheme())
				|| ("http".equals(url.getScheme()) && url.getHost() != null && Loopback.is(url.getHost()));
		if (!safe || url.getHost() == null) {
			throw new InvalidConfigurationPropertyValueException("ess.credentials.sts-endpoint", endpoint,
					"It must be a host name or an https URL: what STS answers is a secret.");
		}
		return url;
	}

	/** Secrets stay out of logs. */
	@Override
	public String toString() {
		return "CredentialsProperties" + places();
	}

	private static void addIfAny(List<Place> places, Place place, @Nullable Object... settings) {
		if (Stream.of(settings).anyMatch(Objects::nonNull)) {
			places.add(place);
		}
	}

	private static @Nullable String blankToNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value;
	}

	private static @Nullable Path blankToNull(@Nullable Path value) {
		return (value == null || value.toString().isBlank()) ? null : value;
	}

	/** A place that keys can come from. */
	public enum Place {

		/** The key pair itself. */
		ACCESS_KEY,

		/** A mounted folder. */
		DIRECTORY,

		/** The role of a Kubernetes service account. */
		RRSA,

		/** The role of the ECS instance. */
		ECS_ROLE

	}

}
