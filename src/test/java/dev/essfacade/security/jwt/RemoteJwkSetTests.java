package dev.essfacade.security.jwt;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.essfacade.support.TestIssuer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Fetching of the JWK set, with and without the metadata of the issuer. */
@ExtendWith(OutputCaptureExtension.class)
class RemoteJwkSetTests {

	private static final String ISSUER = "https://issuer.example/realms/a";

	private static final String METADATA = ISSUER + "/.well-known/openid-configuration";

	private static final String KEYS = "https://keys.example/set";

	private static final String KEY_SET = new JWKSet(TestIssuer.rsa("first").toPublicJWK()).toString();

	/** Responses by URL. */
	private final Map<String, String> web = new HashMap<>(Map.of(KEYS, KEY_SET));

	private @Nullable IOException failure;

	private final RemoteJwkSet ofIssuer = jwkSet(ISSUER, null);

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(RemoteJwkSet.class.getName(), null);
	}

	@Test
	void readsTheUrlOfTheJwkSetFromTheMetadata() throws KeySourceException {
		this.web.put(METADATA, metadata(ISSUER, KEYS));
		assertThat(fetch(this.ofIssuer, 0).getKeyByKeyId("first")).isNotNull();
	}

	@Test
	void acceptsAnIssuerThatEndsInASlash() throws KeySourceException {
		this.web.put(METADATA, metadata(ISSUER + "/", KEYS));
		assertThat(fetch(jwkSet(ISSUER + "/", null), 0).size()).isEqualTo(1);
	}

	@Test
	void readsNoMetadataIfTheJwkSetUrlIsConfigured() throws KeySourceException {
		assertThat(fetch(jwkSet(null, KEYS), 0).size()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://keys.example/set", "/set", "https://user@keys.example/set", "file:///etc/keys" })
	void fetchesNoKeysFromAnUnsafeUrl(String address, CapturedOutput output) {
		this.web.put(METADATA, metadata(ISSUER, address));
		this.web.put(address, KEY_SET);
		fails("the metadata contains no safe jwks_uri (IOException)", output);
	}

	@Test
	void failsForMetadataWithoutAJwkSetUrl(CapturedOutput output) {
		this.web.put(METADATA, "{\"issuer\": \"%s\"}".formatted(ISSUER));
		fails("the metadata contains no safe jwks_uri (IOException)", output);
	}

	@Test
	void rejectsTheMetadataOfAnotherIssuer(CapturedOutput output) {
		this.web.put(METADATA, metadata("https://another.example", KEYS));
		fails("the metadata names another issuer (IOException)", output);
	}

	@Test
	void failsForAnEmptyJwkSet(CapturedOutput output) {
		this.web.put(METADATA, metadata(ISSUER, KEYS));
		this.web.put(KEYS, "{\"keys\": []}");
		fails("the JWK set contains no usable signing key (IOException)", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>canary</html>", "[\"canary\"]", "{\"keys\": \"canary\"}" })
	void quotesNothingOfAnUnreadableResponse(String text, CapturedOutput output) {
		this.web.put(METADATA, metadata(ISSUER, KEYS));
		this.web.put(KEYS, text);
		fails("the response cannot be parsed (ParseException)", output);
		assertThat(output).doesNotContain("canary");
	}

	@Test
	void logsHostAndExceptionTypesOfAFailedFetch(CapturedOutput output) {
		this.failure = new IOException("it cannot be reached", new ConnectException("canary"));
		assertThatThrownBy(() -> fetch(this.ofIssuer, 0)).isInstanceOf(KeySourceException.class);
		assertThat(output)
			.contains("Fetching the signing keys from https://issuer.example/realms/a failed: "
					+ "issuer.example: it cannot be reached (IOException < IOException < ConnectException). ")
			.doesNotContain("canary");
	}

	@Test
	void logsHowLongThePreviousKeysStayValid(CapturedOutput output) throws KeySourceException {
		RemoteJwkSet keys = jwkSet(null, KEYS);
		fetch(keys, 0);
		this.web.remove(KEYS);
		assertThatThrownBy(() -> fetch(keys, 30_000)).isInstanceOf(KeySourceException.class);
		assertThat(output)
			.contains("The previous keys stay valid for up to 12 hours after their fetch at 1970-01-01T00:00:00Z.");
	}

	@Test
	void logsNewKeysOnce(CapturedOutput output) throws KeySourceException {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(RemoteJwkSet.class.getName(), LogLevel.INFO);
		RemoteJwkSet keys = jwkSet(null, KEYS);
		fetch(keys, 0);
		assertThat(output).contains("Fetched new signing keys from");
		fetch(keys, 30_000);
		assertThat(output.toString().split("Fetched new signing keys from https://keys.example/set: 1 usable keys"))
			.hasSize(2);
	}

	@Test
	void fetchesOncePer30SecondsAlsoAfterAFailure() throws KeySourceException {
		RemoteJwkSet keys = jwkSet(null, KEYS);
		fetch(keys, 0);
		this.web.remove(KEYS);
		assertThatThrownBy(() -> fetch(keys, 29_999)).hasNoCause();
		assertThatThrownBy(() -> fetch(keys, 30_000)).hasRootCauseInstanceOf(IOException.class);
		this.web.put(KEYS, KEY_SET);
		assertThatThrownBy(() -> fetch(keys, 59_999)).hasNoCause();
		assertThat(fetch(keys, 60_000).size()).isEqualTo(1);
	}

	@Test
	void fetchesAgainAfterTheClockWasSetBack() throws KeySourceException {
		RemoteJwkSet keys = jwkSet(null, KEYS);
		long anHour = Duration.ofHours(1).toMillis();
		fetch(keys, anHour);
		assertThatThrownBy(() -> fetch(keys, anHour - 29_999)).hasNoCause();
		assertThat(fetch(keys, 0).size()).isEqualTo(1);
		assertThatThrownBy(() -> fetch(keys, 29_999)).hasNoCause();
		assertThat(fetch(keys, 30_000).size()).isEqualTo(1);
	}

	private void fails(String reason, CapturedOutput output) {
		assertThatThrownBy(() -> fetch(this.ofIssuer, 0)).isInstanceOf(KeySourceException.class);
		assertThat(output).contains("Fetching the signing keys from %s failed: %s. ".formatted(ISSUER, reason)
				+ "Without signing keys every request with a token is answered with 503.");
	}

	private static JWKSet fetch(RemoteJwkSet keys, long now) throws KeySourceException {
		return keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, null);
	}

	private RemoteJwkSet jwkSet(@Nullable String issuer, @Nullable String keys) {
		ResourceRetriever retriever = (url) -> new Resource(content(url), "application/json");
		return new RemoteJwkSet(new IssuerProperties((issuer != null) ? URI.create(issuer) : null,
				(keys != null) ? URI.create(keys) : null, List.of("ess-facade")), retriever);
	}

	private String content(URL url) throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		String content = this.web.get(url.toString());
		if (content == null) {
			throw new IOException("it responded with status 404");
		}
		return content;
	}

	private static String metadata(String issuer, String keys) {
		return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer, keys);
	}

}
