package dev.essfacade.security.jwt;

import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is believed of what an issuer publishes. */
@ExtendWith(OutputCaptureExtension.class)
class RemoteJwkSetTests {

	private static final String ISSUER = "https://issuer.example/realms/a";

	private static final String METADATA = ISSUER + "/.well-known/openid-configuration";

	private static final String KEYS = "https://keys.example/set";

	private static final String KEY_SET = new JWKSet(TestIssuer.rsa("first").toPublicJWK()).toString();

	/** What stands at which address. */
	private final Map<String, String> web = new HashMap<>(Map.of(KEYS, KEY_SET));

	private final RemoteJwkSet ofIssuer = published(ISSUER, null);

	@Test
	void theMetadataSaysWhereTheKeysAre() throws KeySourceException {
		this.web.put(METADATA, metadata(ISSUER, KEYS));
		assertThat(look(this.ofIssuer, 0).getKeyByKeyId("first")).isNotNull();
	}

	@Test
	void anIssuerMayEndInASlash() throws KeySourceException {
		this.web.put(METADATA, metadata(ISSUER + "/", KEYS));
		assertThat(look(published(ISSUER + "/", null), 0).size()).isEqualTo(1);
	}

	@Test
	void whereTheirAddressIsKnownNoMetadataIsAskedFor() throws KeySourceException {
		assertThat(look(published(null, KEYS), 0).size()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://keys.example/set", "/set", "https://user@keys.example/set", "file:///etc/keys" })
	void keysAtAnAddressThatIsNotSafeAreNotFetched(String address, CapturedOutput output) {
		this.web.put(METADATA, metadata(ISSUER, address));
		this.web.put(address, KEY_SET);
		cannotBeHad("Its metadata names no safe address of its keys", output);
	}

	@Test
	void metadataWithoutAnAddressHelpNobody(CapturedOutput output) {
		this.web.put(METADATA, "{\"issuer\": \"%s\"}".formatted(ISSUER));
		cannotBeHad("Its metadata names no safe address of its keys", output);
	}

	@Test
	void theMetadataOfAnotherIssuerAreNotBelieved(CapturedOutput output) {
		this.web.put(METADATA, metadata("https://another.example", KEYS));
		cannotBeHad("Its metadata is that of another issuer", output);
	}

	@Test
	void anEmptySetIsNoSet(CapturedOutput output) {
		this.web.put(METADATA, metadata(ISSUER, KEYS));
		this.web.put(KEYS, "{\"keys\": []}");
		cannotBeHad("It publishes no keys", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>canary</html>", "[\"canary\"]", "{\"keys\": \"canary\"}" })
	void whatCannotBeReadIsNotQuoted(String text, CapturedOutput output) {
		this.web.put(METADATA, metadata(ISSUER, KEYS));
		this.web.put(KEYS, text);
		cannotBeHad("what it publishes is not readable", output);
		assertThat(output).doesNotContain("canary");
	}

	@Test
	void theyAreLookedAtOnceInThirtySecondsWhetherItWorkedOrNot() throws KeySourceException {
		RemoteJwkSet keys = published(null, KEYS);
		look(keys, 0);
		this.web.remove(KEYS);
		assertThatThrownBy(() -> look(keys, 29_999)).hasNoCause();
		assertThatThrownBy(() -> look(keys, 30_000)).hasRootCauseInstanceOf(IOException.class);
		this.web.put(KEYS, KEY_SET);
		assertThatThrownBy(() -> look(keys, 59_999)).hasNoCause();
		assertThat(look(keys, 60_000).size()).isEqualTo(1);
	}

	@Test
	void aClockThatIsSetBackKeepsNobodyWaitingForTheTimeThatItLost() throws KeySourceException {
		RemoteJwkSet keys = published(null, KEYS);
		long anHour = Duration.ofHours(1).toMillis();
		look(keys, anHour);
		assertThatThrownBy(() -> look(keys, anHour - 29_999)).hasNoCause();
		assertThat(look(keys, 0).size()).isEqualTo(1);
		assertThatThrownBy(() -> look(keys, 29_999)).hasNoCause();
		assertThat(look(keys, 30_000).size()).isEqualTo(1);
	}

	private void cannotBeHad(String why, CapturedOutput output) {
		assertThatThrownBy(() -> look(this.ofIssuer, 0)).isInstanceOf(KeySourceException.class);
		assertThat(output).contains("The keys of %s cannot be had: %s. Those that are there remain good for 12 hours."
			.formatted(ISSUER, why));
	}

	private static JWKSet look(RemoteJwkSet keys, long now) throws KeySourceException {
		return keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, null);
	}

	private RemoteJwkSet published(@Nullable String issuer, @Nullable String keys) {
		ResourceRetriever fetch = (url) -> new Resource(content(url), "application/json");
		return new RemoteJwkSet(new IssuerProperties((issuer != null) ? URI.create(issuer) : null,
				(keys != null) ? URI.create(keys) : null, List.of("ess-facade")), fetch);
	}

	private String content(URL url) throws IOException {
		String content = this.web.get(url.toString());
		if (content == null) {
			throw new IOException("It answers 404");
		}
		return content;
	}

	private static String metadata(String issuer, String keys) {
		return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer, keys);
	}

}
