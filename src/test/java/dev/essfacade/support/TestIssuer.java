package dev.essfacade.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Fake token issuer: publishes a JWK set over HTTP, counts the fetches, and signs valid
 * and invalid tokens.
 */
public final class TestIssuer implements AutoCloseable {

	/** Audience of the service under test. */
	public static final String AUDIENCE = "ess-facade";

	private static final String RULES = """
			protected-groups: []
			rules: [{name: some, callers: {sub: some*}, actions: ["*"], regions: ["*"], scaling-groups: ["*"],
			targets: ["*"], force: true}]""";

	private static final RSAKey FIRST = rsa("first");

	private static final ECKey ELLIPTIC = ec(Curve.P_256, "elliptic");

	private final HttpServer http;

	private final AtomicInteger fetches = new AtomicInteger();

	private volatile String jwkSet = new JWKSet(List.of(FIRST, ELLIPTIC)).toString();

	private volatile int status = 200;

	public TestIssuer() {
		try {
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.http.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange,
				"{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(uri(), keySet())));
		this.http.createContext("/keys", (exchange) -> {
			this.fetches.incrementAndGet();
			answer(exchange, this.jwkSet);
		});
		this.http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.http.start();
	}

	private void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		if (this.status == 302) {
			exchange.getResponseHeaders().set("Location", uri() + "/keys");
		}
		exchange.sendResponseHeaders(this.status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	/** Returns the issuer's identifier, which is also the base URL of its metadata. */
	public String uri() {
		return "http://127.0.0.1:" + this.http.getAddress().getPort();
	}

	/** Returns the URL of the JWK set. */
	public String keySet() {
		return uri() + "/keys";
	}

	/**
	 * Returns the settings of a service that accepts this issuer's tokens. Its rules
	 * allow everything to a {@code sub} that starts with "some", and nothing to others.
	 */
	public String[] settings() {
		return new String[] { "facade.security.mode=jwt", "facade.access.rules=" + RULES,
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + uri(),
				"spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE };
	}

	/** Responds with this status from now on. */
	public void answerWith(int otherStatus) {
		this.status = otherStatus;
	}

	/** Publishes the public parts of these keys, and no other keys, from now on. */
	public void publish(JWK... otherKeys) {
		publishJson(new JWKSet(List.of(otherKeys)).toString());
	}

	/** Publishes this JWK set, valid or not, from now on. */
	public void publishJson(String otherJwkSet) {
		this.jwkSet = otherJwkSet;
	}

	/** Returns the number of fetches of the JWK set. */
	public int fetches() {
		return this.fetches.get();
	}

	/** Returns the RSA key that signs tokens by default. */
	public RSAKey key() {
		return FIRST;
	}

	/** Returns the published key on curve P-256. */
	public ECKey ellipticKey() {
		return ELLIPTIC;
	}

	/** Returns a valid token of this subject with these scopes. */
	public String token(String subject, String... scopes) {
		return token(Instant.now(), (claims) -> claims.subject(subject).claim("scope", String.join(" ", scopes)));
	}

	/** Returns a valid token with changed claims. */
	public String token(Instant now, Consumer<JWTClaimsSet.Builder> change) {
		return sign(header().build(), claims(now, change), FIRST);
	}

	/** Returns the header of a valid token. */
	public JWSHeader.Builder header() {
		return new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt")).keyID(FIRST.getKeyID());
	}

	/** Returns the claims of a valid token with changes. */
	public JWTClaimsSet claims(Instant now, Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.audience(AUDIENCE)
			.subject("somebody")
			.claim("scope", "ess.read ess.detach ess.detach.force")
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(300)));
		change.accept(claims);
		return claims.build();
	}

	/** Signs claims with an RSA key. */
	public static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
		try {
			return sign(header, claims, new RSASSASigner(key));
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** Signs claims with any signer. */
	public static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
		try {
			SignedJWT token = new SignedJWT(header, claims);
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** Signs any text as the claims of a token. */
	public static String sign(JWSHeader header, String claims, JWSSigner signer) {
		try {
			JWSObject token = new JWSObject(header, new Payload(claims));
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** Creates an RSA key. */
	public static RSAKey rsa(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Creates an EC key. */
	public static ECKey ec(Curve curve, String id) {
		try {
			return new ECKeyGenerator(curve).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.http.stop(0);
	}

}
