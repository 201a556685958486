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
import com.nimbusds.jose.JWSSigner;
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
 * Publishes keys over HTTP, counts who fetches them, and makes any token that a test asks
 * for, also bad ones.
 */
public final class TestIssuer implements AutoCloseable {

	/** What it calls the service. */
	public static final String AUDIENCE = "ess-facade";

	private static final String RULES = """
			protected-groups: []
			rules: [{name: some, callers: {sub: some*}, actions: ["*"], regions: ["*"], scaling-groups: ["*"],
			targets: ["*"], force: true}]""";

	private static final RSAKey FIRST = rsa("first");

	private static final ECKey ELLIPTIC = elliptic();

	private final HttpServer http;

	private final AtomicInteger fetches = new AtomicInteger();

	private volatile List<JWK> keys = List.of(FIRST, ELLIPTIC);

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
			answer(exchange, new JWKSet(this.keys).toString());
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

	/** What it calls itself, and where its metadata is. */
	public String uri() {
		return "http://127.0.0.1:" + this.http.getAddress().getPort();
	}

	/** Where its keys are. */
	public String keySet() {
		return uri() + "/keys";
	}

	/**
	 * Settings of a service that believes its tokens; whose {@code sub} begins with
	 * "some" may then do everything, others nothing.
	 */
	public String[] settings() {
		return new String[] { "facade.security.mode=jwt", "facade.access.rules=" + RULES,
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + uri(),
				"spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE };
	}

	/** From here on it answers with this status; 200 is health. */
	public void answerWith(int otherStatus) {
		this.status = otherStatus;
	}

	/** From here on it publishes these keys and no others. */
	public void publish(JWK... otherKeys) {
		this.keys = List.of(otherKeys);
	}

	/** How often somebody has asked for its keys. */
	public int fetches() {
		return this.fetches.get();
	}

	/** The key that it signs with. */
	public RSAKey key() {
		return FIRST;
	}

	/** Another one of its keys. */
	public ECKey ellipticKey() {
		return ELLIPTIC;
	}

	/** A good token of somebody with these scopes. */
	public String token(String subject, String... scopes) {
		return token(Instant.now(), (claims) -> claims.subject(subject).claim("scope", String.join(" ", scopes)));
	}

	/** A token that is good but for what is changed. */
	public String token(Instant now, Consumer<JWTClaimsSet.Builder> change) {
		return sign(header().build(), claims(now, change), FIRST);
	}

	/** Header of a good token. */
	public JWSHeader.Builder header() {
		return new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt")).keyID(FIRST.getKeyID());
	}

	/** Claims of a good token but for what is changed. */
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

	/** Signs with an RSA key of anybody's. */
	public static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
		try {
			return sign(header, claims, new RSASSASigner(key));
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** Signs in any way. */
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

	/** A new key. */
	public static RSAKey rsa(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ECKey elliptic() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate();
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
