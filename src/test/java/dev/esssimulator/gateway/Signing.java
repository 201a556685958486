package dev.esssimulator.gateway;

import java.util.Map;

/** Lets tests sign as the gateway does; the published vectors vouch for it. */
public final class Signing {

	private Signing() {
	}

	public static String v1(String method, Map<String, String> parameters, String secret) {
		return RpcV1Signature.sign(method, parameters, secret);
	}

}
