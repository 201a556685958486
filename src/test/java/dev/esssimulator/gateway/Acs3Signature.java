package dev.esssimulator.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import org.jspecify.annotations.Nullable;

/** Signature ACS3-HMAC-SHA256 of query, body and the headers that the client lists. */
@Behaviour(value = "ACS3-HMAC-SHA256 signatures over the headers that the client lists, in any order of the parts",
		checkedAgainst = { Source.DOC, Source.SDK })
final class Acs3Signature implements Signature {

	private static final String ALGORITHM = "ACS3-HMAC-SHA256";

	private final RpcRequest request;

	private final Map<String, String> parts;

	private Acs3Signature(RpcRequest request, Map<String, String> parts) {
		this.request = request;
		this.parts = parts;
	}

	@Behaviour("an ACS3 algorithm other than HMAC-SHA256 is a malformed signature")
	static Acs3Signature of(RpcRequest request, String authorization) {
		if (!authorization.startsWith(ALGORITHM + " ")) {
			throw GatewayErrors.incompleteSignature().asException();
		}
		Map<String, String> parts = new HashMap<>();
		for (String part : authorization.substring(ALGORITHM.length()).strip().split(",", -1)) {
			int equals = part.indexOf('=');
			if (equals > 0) {
				parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
			}
		}
		return new Acs3Signature(request, parts);
	}

	@Override
	public String accessKeyId() {
		return part("Credential");
	}

	@Override
	public @Nullable String securityToken() {
		return this.request.http().header("x-acs-security-token");
	}

	@Override
	public String timestamp() {
		return header("x-acs-date");
	}

	@Override
	public String nonce() {
		return header("x-acs-signature-nonce");
	}

	@Override
	public String stringToSign() {
		return stringToSign(true);
	}

	/** Clients write an empty parameter as {@code name} or {@code name=}. */
	@Override
	public boolean isMadeWith(String secret) {
		requireAllAcsHeadersSigned();
		String presented = part("Signature");
		return header("x-acs-content-sha256").equals(sha256(this.request.http().bytes()))
				&& (Signature.sameInConstantTime(sign(secret, true), presented)
						|| Signature.sameInConstantTime(sign(secret, false), presented));
	}

	@Behaviour("an ACS3 signature without one of the request's x-acs- headers is malformed")
	private void requireAllAcsHeadersSigned() {
		List<String> signed = signedHeaders();
		for (String header : this.request.http().headers().tailMap("x-acs-").keySet()) {
			if (header.startsWith("x-acs-") && !signed.contains(header)) {
				throw GatewayErrors.incompleteSignature().asException();
			}
		}
	}

	private String sign(String secret, boolean equalsSignAfterEmpty) {
		String stringToSign = stringToSign(equalsSignAfterEmpty);
		return HexFormat.of().formatHex(Signature.hmac("HmacSHA256", secret, stringToSign));
	}

	private String stringToSign(boolean equalsSignAfterEmpty) {
		return ALGORITHM + "\n" + sha256(canonicalRequest(equalsSignAfterEmpty).getBytes(StandardCharsets.UTF_8));
	}

	private String canonicalRequest(boolean equalsSignAfterEmpty) {
		String query = this.request.query()
			.entrySet()
			.stream()
			.map((parameter) -> canonical(parameter.getKey(), parameter.getValue(), equalsSignAfterEmpty))
			.collect(Collectors.joining("&"));
		String headers = signedHeaders().stream()
			.map((name) -> name + ":" + header(name) + "\n")
			.collect(Collectors.joining());
		return String.join("\n", this.request.http().method(), "/", query, headers, part("SignedHeaders"),
				header("x-acs-content-sha256"));
	}

	private static String canonical(String name, String value, boolean equalsSignAfterEmpty) {
		String encoded = PercentEncoding.encode(name);
		return (value.isEmpty() && !equalsSignAfterEmpty) ? encoded : encoded + "=" + PercentEncoding.encode(value);
	}

	private List<String> signedHeaders() {
		return Arrays.asList(part("SignedHeaders").split(";", -1));
	}

	private String part(String name) {
		String value = this.parts.get(name);
		if (value == null) {
			throw GatewayErrors.incompleteSignature().asException();
		}
		return value;
	}

	private String header(String name) {
		String value = this.request.http().header(name);
		if (value == null) {
			throw GatewayErrors.missingParameter(name).asException();
		}
		return value;
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
