package dev.essfacade.web.filter;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

import org.apache.catalina.util.NetMask;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Proxies and host names of this installation.
 *
 * @param trustedProxies Lists the addresses and networks, such as {@code 10.0.0.0/8}, of
 * the proxies whose {@code X-Forwarded-*} headers are used. The outermost proxy must
 * overwrite these headers, except {@code X-Forwarded-For}, which it may append to.
 * @param allowedHosts Lists the host names, without port, that requests may name in
 * {@code Host}. Without it, any host is allowed in the mode {@code jwt}, and only
 * loopback names in the mode {@code open}.
 */
@ConfigurationProperties("facade")
record FacadeProperties(@DefaultValue List<NetMask> trustedProxies, @DefaultValue List<String> allowedHosts) {

	FacadeProperties {
		allowedHosts = allowedHosts.stream()
			.filter((host) -> !host.isBlank())
			.map((host) -> host.strip().toLowerCase(Locale.ROOT))
			.toList();
	}

	/** Returns whether a connection comes from a trusted proxy. */
	boolean isTrustedProxy(String peer) {
		if (this.trustedProxies.isEmpty()) {
			return false;
		}
		InetAddress address = InetAddress.ofLiteral(peer);
		return this.trustedProxies.stream().anyMatch((range) -> range.matches(address));
	}

}
