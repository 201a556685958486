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
 * @param trustedProxies Lists the addresses and networks (such as {@code 10.0.0.0/8}) of
 * gateways whose {@code X-Forwarded-*} headers are used. The outermost gateway must
 * overwrite these headers, except {@code X-Forwarded-For}, which it may append to.
 */
@ConfigurationProperties("facade")
record TrustedProxies(@DefaultValue List<NetMask> trustedProxies) {

	/** Whether a connection comes from one of them. */
	boolean contain(String peer) {
		InetAddress address = InetAddress.ofLiteral(peer);
		return this.trustedProxies.stream().anyMatch((range) -> range.matches(address));
	}

}
