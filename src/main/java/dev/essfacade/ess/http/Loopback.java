package dev.essfacade.ess.http;

import java.net.InetAddress;

/** Recognizes loopback hosts. Plain http to them never leaves this machine. */
public final class Loopback {

	private Loopback() {
	}

	/**
	 * Whether a host is {@code localhost} or a loopback address. The check makes no DNS
	 * lookup.
	 */
	public static boolean is(String host) {
		String bare = host.replace("[", "").replace("]", "");
		try {
			return bare.equals("localhost") || InetAddress.ofLiteral(bare).isLoopbackAddress();
		}
		catch (IllegalArgumentException _) {
			return false; // a host name
		}
	}

}
