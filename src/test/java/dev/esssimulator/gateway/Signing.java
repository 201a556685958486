package dev.esssimulator.gateway;

import java.util.Map;

/** Signs requests of tests. The published test vectors verify the signatures. */
public final class Signing {

	private Signing() {
	}

	public static String v1(String method, Map<String, String> parameters, String secret) {
		return RpcV1Signature.sign(method, parameters, secret);
	}

}
