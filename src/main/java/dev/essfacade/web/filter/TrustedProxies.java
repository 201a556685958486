package dev.essfacade.web.filter;

import java.net.InetAddress;
import java.util.List;

import org.apache.catalina.util.NetMask;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies whose word is believed on what the caller asked for: host, scheme, prefix
 * and address.
 *
 * @param trustedProxies addresses and ranges, such as {@code 10.0.0.0/8}
 */
@ConfigurationProperties("facade")
record TrustedProxies(@DefaultValue List<NetMask> trustedProxies) {

	/** Whether a connection comes from one of them. */
	boolean contain(String peer) {
		InetAddress address = InetAddress.ofLiteral(peer);
		return this.trustedProxies.stream().anyMatch((range) -> range.matches(address));
	}

}
