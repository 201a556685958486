package dev.essfacade.ess.http;

import java.net.InetAddress;

/** Tells addresses that no network sees, where plain http shows nothing to anybody. */
public final class Loopback {

	private Loopback() {
	}

	/** Whether a host is {@code localhost} or a loopback address; no look-up is made. */
	public static boolean is(String host) {
		String bare = host.replaceAll("[\\[\\]]", "");
		try {
			return bare.equals("localhost") || InetAddress.ofLiteral(bare).isLoopbackAddress();
		}
		catch (IllegalArgumentException _) {
			return false; // a name
		}
	}

}
