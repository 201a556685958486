package dev.essfacade.ess.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.StringUtils;

/**
 * The proxy for calls to ESS, STS and the token issuer. The ECS metadata service is never
 * called through the proxy.
 *
 * @param url Sets the CONNECT proxy for calls to ESS, STS and the token issuer:
 * {@code http://[user:password@]host:port}. The operator must percent-encode special
 * characters of user and password.
 * @param noProxy Lists the hosts that are called without the proxy, separated by commas.
 * An element is a host name (with all its subdomains), an IP address or a CIDR range,
 * each with an optional port, or {@code *}. Loopback is always called without the proxy.
 */
@ConfigurationProperties("facade.egress-proxy")
public record EgressProxyProperties(@Nullable String url, @Nullable String noProxy) {

	/** No proxy. */
	public static final EgressProxyProperties NONE = new EgressProxyProperties(null, null);

	/**
	 * Boot's failure analysis prints the value of a setting that it finds by its name.
	 * This text is deliberately not the name of a setting, because the value can contain
	 * a password.
	 */
	private static final String URL_SETTING = "facade.egress-proxy.url (FACADE_EGRESS_PROXY_URL, HTTPS_PROXY)";

	private static final Pattern WITH_PORT = Pattern.compile("(\\[.+]|[^:]+):(\\d{1,5})");

	public EgressProxyProperties {
		url = StringUtils.hasText(url) ? url.strip() : null;
		noProxy = Objects.requireNonNullElse(noProxy, "");
		authority(url);
	}

	/** Returns the proxy; null if none is set. */
	@Nullable HttpHost proxy() {
		@Nullable URIAuthority authority = authority(this.url);
		return (authority != null) ? new HttpHost(authority.getHostName(), authority.getPort()) : null;
	}

	/** Returns the credentials for the proxy; null if none are set. */
	@Nullable UsernamePasswordCredentials credentials() {
		@Nullable URIAuthority authority = authority(this.url);
		if (authority == null || authority.getUserInfo() == null) {
			return null;
		}
		String[] userAndPassword = authority.getUserInfo().split(":", 2);
		String password = (userAndPassword.length > 1) ? userAndPassword[1] : "";
		return new UsernamePasswordCredentials(decode(userAndPassword[0]), decode(password).toCharArray());
	}

	private static String decode(String text) {
		return StringUtils.uriDecode(text, StandardCharsets.UTF_8);
	}

	private static @Nullable URIAuthority authority(@Nullable String url) {
		try {
			return (url != null) ? parse(url) : null;
		}
		catch (URISyntaxException | IllegalArgumentException _) {
			// The exceptions are dropped, because their messages quote the URL.
			throw new InvalidConfigurationPropertyValueException(URL_SETTING, "(hidden)",
					"It must be http://host:port or http://user:password@host:port, with special characters of user "
							+ "and password percent-encoded.");
		}
	}

	private static URIAuthority parse(String text) throws URISyntaxException {
		URI url = new URI(text.contains("://") ? text : "http://" + text);
		URIAuthority authority = URIAuthority.create(Objects.requireNonNullElse(url.getRawAuthority(), ""));
		boolean bare = url.getRawPath().matches("/?") && url.getRawQuery() == null && url.getRawFragment() == null;
		boolean complete = !authority.getHostName().isEmpty() && authority.getPort() > 0;
		boolean printable = decode(text).chars().noneMatch(Character::isISOControl);
		if (!"http".equalsIgnoreCase(url.getScheme()) || !bare || !complete || !printable) {
			throw new URISyntaxException("", "not a proxy");
		}
		return authority;
	}

	/** Whether a host is called without the proxy. Loopback hosts always are. */
	boolean bypasses(String hostName, int port) {
		String host = bare(hostName);
		return Loopback.is(host)
				|| Stream.of(Objects.requireNonNullElse(this.noProxy, "").split("[,\\s]+", -1)).anyMatch((entry) -> {
					Matcher withPort = WITH_PORT.matcher(entry);
					return withPort.matches()
							? Integer.parseInt(withPort.group(2)) == port && matches(bare(withPort.group(1)), host)
							: matches(bare(entry), host);
				});
	}

	private static boolean matches(String entry, String host) {
		if (entry.equals("*")) {
			return true;
		}
		if (isAddress(host)) {
			return isInRange(entry, host);
		}
		String domain = entry.replaceFirst("^\\*?\\.", "");
		return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
	}

	private static boolean isAddress(String host) {
		try {
			InetAddress.ofLiteral(host);
			return true;
		}
		catch (IllegalArgumentException _) {
			return false;
		}
	}

	private static boolean isInRange(String entry, String address) {
		try {
			return new IpAddressMatcher(entry).matches(address);
		}
		catch (IllegalArgumentException _) {
			return false; // a host name, or an invalid range
		}
	}

	private static String bare(String host) {
		return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|\\.$", "");
	}

	/** Leaves user and password out. */
	@Override
	public String toString() {
		return "EgressProxyProperties[" + proxy() + "]";
	}

}
