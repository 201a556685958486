package dev.esssimulator.gateway;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.http.HttpRequest;

/** A request with decoded, unchecked parameters. */
public record RpcRequest(HttpRequest http, SortedMap<String, String> query, RpcParameters parameters) {

	@Behaviour(value = "query and form are merged, for GET and POST alike", checkedAgainst = Source.SDK)
	@Behaviour("for a name in query and form, the value of the form counts")
	public static RpcRequest of(HttpRequest http) {
		SortedMap<String, String> query = parse(http.query());
		SortedMap<String, String> merged = new TreeMap<>(query);
		if (isForm(http)) {
			merged.putAll(parse(new String(http.bytes(), StandardCharsets.UTF_8)));
		}
		return new RpcRequest(http, query, new RpcParameters(merged));
	}

	private static boolean isForm(HttpRequest http) {
		String contentType = http.header("content-type");
		return contentType != null && contentType.startsWith("application/x-www-form-urlencoded");
	}

	private static SortedMap<String, String> parse(String encoded) {
		SortedMap<String, String> parameters = new TreeMap<>();
		for (String pair : encoded.split("&", -1)) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = (equals < 0) ? pair : pair.substring(0, equals);
				String value = (equals < 0) ? "" : pair.substring(equals + 1);
				parameters.put(PercentEncoding.decode(name), PercentEncoding.decode(value));
			}
		}
		return parameters;
	}

	/** Returns the signature of the request, by the scheme that the client used. */
	Signature signature() {
		String authorization = this.http.header("authorization");
		return (authorization != null && authorization.startsWith("ACS3-")) ? Acs3Signature.of(this, authorization)
				: new RpcV1Signature(this);
	}

	public String signatureVersion() {
		return this.http.headers().getOrDefault("authorization", "").startsWith("ACS3-") ? "ACS3" : "1.0";
	}

	/** Action that the request names; empty if it names none. */
	public String action() {
		return this.parameters.text("Action", this.http.headers().getOrDefault("x-acs-action", ""));
	}

	String version() {
		return this.parameters.text("Version", this.http.headers().getOrDefault("x-acs-version", ""));
	}

}
