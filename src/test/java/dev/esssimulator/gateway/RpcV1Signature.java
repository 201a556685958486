package dev.esssimulator.gateway;

import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import org.jspecify.annotations.Nullable;

/** Signature version 1.0: HMAC-SHA1 over all parameters of query and form. */
@Behaviour(value = "V1 (HMAC-SHA1) signatures over query and form, decoded and encoded again",
		checkedAgainst = { Source.DOC, Source.SDK })
final class RpcV1Signature implements Signature {

	private final String method;

	private final RpcParameters parameters;

	RpcV1Signature(RpcRequest request) {
		this.method = request.http().method();
		this.parameters = request.parameters();
	}

	@Override
	public String accessKeyId() {
		return this.parameters.required("AccessKeyId");
	}

	@Override
	public @Nullable String securityToken() {
		return this.parameters.text("SecurityToken");
	}

	@Override
	@Behaviour("TimeStamp, the documentation's spelling, is accepted like Timestamp")
	public String timestamp() {
		String documented = this.parameters.text("TimeStamp");
		return (documented != null) ? documented : this.parameters.required("Timestamp");
	}

	@Override
	public String nonce() {
		return this.parameters.required("SignatureNonce");
	}

	@Override
	public String stringToSign() {
		return stringToSign(this.method, this.parameters.all());
	}

	@Override
	public boolean isMadeWith(String secret) {
		requireOnly("SignatureMethod", "HMAC-SHA1");
		requireOnly("SignatureVersion", "1.0");
		String presented = this.parameters.required("Signature");
		return Signature.sameInConstantTime(sign(this.method, this.parameters.all(), secret), presented);
	}

	@Behaviour("any other SignatureMethod or SignatureVersion is an invalid parameter")
	private void requireOnly(String name, String value) {
		if (!this.parameters.required(name).equals(value)) {
			throw GatewayErrors.invalidParameter(name).asException();
		}
	}

	static String sign(String method, Map<String, String> parameters, String secret) {
		String stringToSign = stringToSign(method, parameters);
		return Base64.getEncoder().encodeToString(Signature.hmac("HmacSHA1", secret + "&", stringToSign));
	}

	private static String stringToSign(String method, Map<String, String> parameters) {
		SortedMap<String, String> signed = new TreeMap<>(parameters);
		signed.remove("Signature");
		String canonical = signed.entrySet()
			.stream()
			.map((parameter) -> PercentEncoding.encode(parameter.getKey()) + "="
					+ PercentEncoding.encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
		return method + "&%2F&" + PercentEncoding.encode(canonical);
	}

}
