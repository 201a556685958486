package dev.esssimulator.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/** Access key, time and validity of a request's signature. */
sealed interface Signature permits RpcV1Signature, Acs3Signature {

	String accessKeyId();

	@Nullable String securityToken();

	String timestamp();

	String nonce();

	/** String that the gateway signed, for the error of a wrong signature. */
	String stringToSign();

	boolean isMadeWith(String secret);

	static byte[] hmac(String algorithm, String secret, String text) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static boolean sameInConstantTime(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
	}

}
