package dev.essfacade.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;

/** Requests with invalid tokens, by name. */
public final class InvalidTokens {

	private static final RSAKey UNPUBLISHED = TestIssuer.rsa("unpublished");

	private static final RSAKey NAMESAKE = TestIssuer.rsa("first");

	private final Map<String, List<String>> requests = new LinkedHashMap<>();

	private final TestIssuer issuer;

	private final String good;

	private InvalidTokens(TestIssuer issuer) {
		this.issuer = issuer;
		this.good = issuer.token("somebody", "ess.read", "ess.detach", "ess.detach.force");
	}

	/** Headers of each request as alternating names and values. */
	public static Map<String, List<String>> of(TestIssuer issuer) throws JOSEException {
		InvalidTokens bad = new InvalidTokens(issuer);
		bad.algorithms();
		bad.keys();
		bad.headers();
		bad.claims();
		bad.changedOnTheWay();
		bad.shapes();
		bad.places();
		return bad.requests;
	}

	private void algorithms() throws JOSEException {
		JWTClaimsSet claims = this.issuer.claims(Instant.now(), InvalidTokens::unchanged);
		String payload = encoded(claims.toString());
		for (String none : List.of("none", "None", "NONE", "nOnE")) {
			token("alg " + none, encoded("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\"}") + "." + payload + ".");
		}
		token("alg none with the signature", encoded("{\"alg\":\"none\"}") + "." + payload + "." + part(2));
		for (byte[] secret : List.of(this.issuer.key().toRSAPublicKey().getEncoded(),
				this.issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8), new byte[64])) {
			token("HS256 with what is public, " + secret.length, TestIssuer
				.sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims, new MACSigner(secret)));
		}
		token("alg absent", encoded("{\"typ\":\"at+jwt\",\"kid\":\"first\"}") + "." + payload + "." + part(2));
		token("alg unknown", encoded("{\"alg\":\"XX256\",\"kid\":\"first\"}") + "." + payload + "." + part(2));
		token("alg of a list", encoded("{\"alg\":[\"RS256\"],\"kid\":\"first\"}") + "." + payload + "." + part(2));
		token("alg of another key", TestIssuer.sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("first").build(),
				claims, new ECDSASigner(this.issuer.ellipticKey())));
		token("ES256 signature of zeros", encoded("{\"alg\":\"ES256\",\"kid\":\"elliptic\"}") + "." + payload + "."
				+ Base64URL.encode(new byte[64]));
		token("encrypted", encoded("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"first\"}") + ".a.b.c.d");
	}

	private void keys() {
		JWTClaimsSet claims = this.issuer.claims(Instant.now(), InvalidTokens::unchanged);
		token("unknown kid", TestIssuer.sign(this.issuer.header().keyID("unpublished").build(), claims, UNPUBLISHED));
		token("known kid, another key", TestIssuer.sign(this.issuer.header().build(), claims, NAMESAKE));
		token("no kid, another key", TestIssuer.sign(this.issuer.header().keyID(null).build(), claims, UNPUBLISHED));
		token("kid of a path",
				TestIssuer.sign(this.issuer.header().keyID("../../dev/null").build(), claims, UNPUBLISHED));
		token("kid of SQL", TestIssuer.sign(this.issuer.header().keyID("' OR '1'='1").build(), claims, UNPUBLISHED));
	}

	private void headers() {
		URI otherUrl = URI.create(this.issuer.keySet());
		header("jku, own key", (header) -> header.jwkURL(otherUrl), UNPUBLISHED);
		header("jku, issuer's key", (header) -> header.jwkURL(otherUrl), this.issuer.key());
		header("x5u, issuer's key", (header) -> header.x509CertURL(otherUrl), this.issuer.key());
		header("jwk, own key", (header) -> header.jwk(UNPUBLISHED.toPublicJWK()), UNPUBLISHED);
		header("jwk, issuer's key", (header) -> header.jwk(this.issuer.key().toPublicJWK()), this.issuer.key());
		header("x5c", (header) -> header.x509CertChain(List.of(new com.nimbusds.jose.util.Base64("AAAA"))),
				this.issuer.key());
		header("crit", (header) -> header.criticalParams(Set.of("exp")).customParam("exp", 1), this.issuer.key());
		header("crit unknown", (header) -> header.criticalParams(Set.of("cap")).customParam("cap", "x"),
				this.issuer.key());
		header("nested", (header) -> header.contentType("JWT"), this.issuer.key());
		for (String type : List.of("id+jwt", "logout+jwt", "dpop+jwt", "JOSE", "application/json")) {
			header("typ " + type, (header) -> header.type(new JOSEObjectType(type)), this.issuer.key());
		}
	}

	private void claims() {
		Instant now = Instant.now();
		claim("another issuer", (claims) -> claims.issuer("https://issuer.example"));
		claim("the issuer with a slash", (claims) -> claims.issuer(this.issuer.uri() + "/"));
		claim("no issuer", (claims) -> claims.issuer(null));
		claim("another audience", (claims) -> claims.audience("ess-facade-2"));
		claim("an audience in capitals", (claims) -> claims.audience("ESS-FACADE"));
		claim("no audience", (claims) -> claims.audience((String) null));
		claim("expired", (claims) -> claims.issueTime(Date.from(now.minusSeconds(420)))
			.expirationTime(Date.from(now.minusSeconds(120))));
		claim("expired before it was issued", (claims) -> claims.expirationTime(Date.from(now.minusSeconds(120))));
		claim("expired for long", (claims) -> claims.issueTime(Date.from(Instant.EPOCH))
			.expirationTime(Date.from(Instant.EPOCH.plusSeconds(1))));
		claim("no expiry", (claims) -> claims.expirationTime(null));
		claim("expiry of a word", (claims) -> claims.claim("exp", "never"));
		claim("not yet valid", (claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(120))));
		claim("no subject", (claims) -> claims.subject(null));
		claim("cnf of a certificate", (claims) -> claims.claim("cnf", Map.of("x5t#S256", "x")));
		claim("an empty subject", (claims) -> claims.subject(""));
		claim("a blank subject", (claims) -> claims.subject("   "));
		claim("a subject of 256", (claims) -> claims.subject("x".repeat(256)));
		for (String hostile : List.of("a\rb", "a\nb", "a\u001b[31mb", "a\u2028b", "a\u2029b", "a\u0000b", "a\u202eb",
				"a\u0085b")) {
			claim("a subject with U+%04X".formatted((int) hostile.charAt(1)), (claims) -> claims.subject(hostile));
		}
	}

	private void changedOnTheWay() {
		String more = encoded(new String(Base64.getUrlDecoder().decode(part(1)), StandardCharsets.UTF_8)
			.replace("somebody", "somebodi"));
		token("another payload", part(0) + "." + more + "." + part(2));
		token("another header", encoded("{\"alg\":\"RS256\",\"kid\":\"first\"}") + "." + part(1) + "." + part(2));
		token("another signature", part(0) + "." + part(1) + "." + flipped(part(2)));
		token("the signature of another token",
				part(0) + "." + part(1) + "." + part(this.issuer.token("another", "ess.read"), 2));
		token("no signature", part(0) + "." + part(1) + ".");
		token("cut by one", this.good.substring(0, this.good.length() - 2));
		token("cut in half", this.good.substring(0, this.good.length() / 2));
	}

	private void shapes() {
		token("two parts", part(0) + "." + part(1));
		token("four parts", this.good + "." + part(2));
		token("empty parts", "..");
		token("an empty header", "." + part(1) + "." + part(2));
		token("an empty payload", part(0) + ".." + part(2));
		token("a word", "secret");
		token("a payload of no JSON", part(0) + "." + encoded("exp=1") + "." + part(2));
		token("a header of a list", encoded("[\"RS256\"]") + "." + part(1) + "." + part(2));
		token("a header nested deeply", encoded("{\"alg\":" + "[".repeat(500)) + "." + part(1) + "." + part(2));
		token("JNDI", "${jndi:ldap://127.0.0.1/a}");
		this.requests.put("nothing", headers("Bearer"));
		this.requests.put("blanks", headers("Bearer    "));
		this.requests.put("two in one header", headers("Bearer " + this.good + ", Bearer " + this.good));
		this.requests.put("a comma behind", headers("Bearer " + this.good + ","));
		this.requests.put("a quoted token", headers("Bearer \"" + this.good + "\""));
		this.requests.put("a tab", headers("Bearer\t" + this.good));
		this.requests.put("no scheme", headers(this.good));
		this.requests.put("Basic", headers("Basic " + encoded("somebody:secret")));
		this.requests.put("DPoP", headers("DPoP " + this.good));
	}

	private void places() {
		this.requests.put("two headers",
				List.of("Authorization", "Bearer " + this.good, "Authorization", "Bearer " + this.good));
		this.requests.put("a good one and Basic",
				List.of("Authorization", "Bearer " + this.good, "Authorization", "Basic c29tZWJvZHk6"));
		for (String header : List.of("Proxy-Authorization", "X-Forwarded-Access-Token", "X-Auth-Request-User",
				"X-Forwarded-User", "Cookie")) {
			this.requests.put("in " + header, List.of(header, "Bearer " + this.good));
		}
	}

	private void header(String name, UnaryOperator<JWSHeader.Builder> change, RSAKey key) {
		token(name, TestIssuer.sign(change.apply(this.issuer.header()).build(),
				this.issuer.claims(Instant.now(), InvalidTokens::unchanged), key));
	}

	private void claim(String name, Consumer<JWTClaimsSet.Builder> change) {
		token(name, this.issuer.token(Instant.now(), change));
	}

	private void token(String name, String token) {
		this.requests.put(name, headers("Bearer " + token));
	}

	private static List<String> headers(String authorization) {
		return List.of("Authorization", authorization);
	}

	private static void unchanged(JWTClaimsSet.Builder claims) {
		// Leaves the token valid.
	}

	private String part(int number) {
		return part(this.good, number);
	}

	private static String part(String token, int number) {
		return token.split("\\.", -1)[number];
	}

	private static String encoded(String text) {
		return Base64URL.encode(text).toString();
	}

	private static String flipped(String signature) {
		char first = (signature.charAt(0) == 'A') ? 'B' : 'A';
		return first + signature.substring(1);
	}

}
