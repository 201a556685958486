package dev.essfacade.security.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import dev.essfacade.ess.credentials.ManualClock;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.support.TestIssuer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Caching of signing keys that are fetched over HTTP, with a manual clock. */
class CachingJwkSourceTests {

	private final TestIssuer issuer = new TestIssuer();

	private final ManualClock clock = new ManualClock();

	private final BoundedResourceRetriever retriever = new BoundedResourceRetriever(EgressProxyProperties.NONE);

	private final RemoteJwkSet remote = remote(URI.create(this.issuer.uri()), null);

	private CachingJwkSource keys = new CachingJwkSource(this.remote, this.clock);

	@AfterEach
	void close() {
		this.keys.close();
		this.retriever.close();
		this.issuer.close();
	}

	@Test
	void fetchesTheKeysOnce() throws KeySourceException {
		for (int i = 0; i < 100; i++) {
			assertThat(find("first")).hasSize(1);
		}
		assertThat(this.issuer.fetches()).isEqualTo(1);
	}

	@Test
	void fetchesTheFirstKeysWithoutARequest() {
		this.keys.start();
		await().until(() -> this.issuer.fetches() == 1);
	}

	@Test
	void repeatsAFailedFirstFetchAfter30SecondsWithoutARequest() {
		this.issuer.answerWith(503);
		this.keys.refresh();
		this.issuer.answerWith(200);
		this.clock.advance(Duration.ofSeconds(29));
		this.keys.refresh();
		assertThat(this.remote.lastSuccess()).isNull();
		this.clock.advance(Duration.ofSeconds(1));
		this.keys.refresh();
		assertThat(this.remote.lastSuccess()).isEqualTo(this.clock.instant());
		assertThat(this.issuer.fetches()).isEqualTo(1);
	}

	@Test
	void refreshesTheKeysAfterFiveMinutesWithoutARequest() {
		this.keys.refresh();
		this.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
		this.keys.refresh();
		await().until(() -> this.clock.instant().equals(this.remote.lastSuccess()));
		assertThat(this.issuer.fetches()).isEqualTo(2);
	}

	@Test
	void takesNewKeysFromASetWithUnusableKeys() throws KeySourceException {
		this.issuer.publishJson(withUnusableKey(this.issuer.key()));
		assertThat(find("first")).hasSize(1);
		RSAKey second = TestIssuer.rsa("second");
		this.issuer.publishJson(withUnusableKey(second));
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(find("second")).hasSize(1);
	}

	@Test
	void keepsTheKeysWhileTheIssuerIsUnavailable() throws KeySourceException {
		find("first");
		this.issuer.answerWith(503);
		for (Duration down = Duration.ZERO; down.toHours() < 11; down = down.plusSeconds(20)) {
			assertThat(find("first")).hasSize(1);
			this.clock.advance(Duration.ofSeconds(20));
		}
		this.issuer.answerWith(200);
		this.clock.advance(Duration.ofSeconds(31));
		awaitRefresh();
	}

	@Test
	void dropsKeysThatWereNotRefreshedFor12Hours() throws KeySourceException {
		find("first");
		this.issuer.answerWith(503);
		this.clock.advance(Duration.ofHours(12).plusSeconds(1));
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
	}

	@Test
	void fetchesOncePer30SecondsUnderUnknownKeyIds() throws KeySourceException {
		find("first");
		for (int second = 1; second <= 300; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			for (int i = 0; i < 20; i++) {
				assertThat(find(UUID.randomUUID().toString())).isEmpty();
			}
			assertThat(find("first")).hasSize(1);
			assertThat(this.issuer.fetches()).isLessThanOrEqualTo(1 + second / 30);
		}
		assertThat(this.issuer.fetches()).isGreaterThan(8);
	}

	@Test
	void keepsTheKeysUnderUnknownKeyIdsDuringAnOutage() throws KeySourceException {
		find("first");
		this.issuer.answerWith(500);
		int before = this.issuer.fetches();
		for (int second = 10; second <= 3600; second += 10) {
			this.clock.advance(Duration.ofSeconds(10));
			assertThat(find(UUID.randomUUID().toString())).isEmpty();
			assertThat(find("first")).hasSize(1);
			assertThat(this.issuer.fetches() - before).isLessThanOrEqualTo(1 + second / 30);
		}
	}

	@Test
	void fetchesANewKeyForTheFirstTokenThatNamesIt() throws KeySourceException {
		find("first");
		RSAKey second = TestIssuer.rsa("second");
		this.issuer.publish(this.issuer.key(), second);
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(find("second")).hasSize(1);
		assertThat(find("first")).hasSize(1);
	}

	@Test
	void dropsAWithdrawnKeyWithinMinutes() throws KeySourceException {
		find("first");
		this.issuer.publish(TestIssuer.rsa("second"));
		this.clock.advance(Duration.ofMinutes(6));
		find("first"); // returns the cached key and starts the refresh
		await().until(() -> find("first").isEmpty());
	}

	@Test
	void failsWhileNoKeysWereEverFetched() throws KeySourceException {
		this.issuer.answerWith(404);
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
		this.issuer.answerWith(200);
		this.clock.advance(Duration.ofSeconds(29));
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(find("first")).hasSize(1);
	}

	@Test
	void keepsTheKeysWhileTheIssuerPublishesNone() throws KeySourceException {
		find("first");
		this.issuer.publish();
		this.clock.advance(Duration.ofMinutes(6));
		awaitRefresh();
		assertThat(find("first")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 204, 302, 401, 500 })
	void failsForAnyStatusOtherThan200(int status) {
		this.issuer.answerWith(status);
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
	}

	@Test
	void rejectsTheMetadataOfAnotherIssuer() {
		this.keys = new CachingJwkSource(remote(URI.create(this.issuer.uri() + "/"), null), this.clock);
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
		assertThat(this.issuer.fetches()).isZero();
	}

	@Test
	void readsNoMetadataIfTheJwkSetUrlIsConfigured() throws KeySourceException {
		this.keys = new CachingJwkSource(remote(URI.create("https://issuer.example"), URI.create(this.issuer.keySet())),
				this.clock);
		assertThat(find("first")).hasSize(1);
	}

	/** Repeats the lookup, because a refresh in progress may prevent another one. */
	private void awaitRefresh() {
		int before = this.issuer.fetches();
		await().until(() -> !find("first").isEmpty() && this.issuer.fetches() > before);
	}

	private RemoteJwkSet remote(URI issuerUri, @Nullable URI jwkSetUri) {
		return new RemoteJwkSet(new IssuerProperties(issuerUri, jwkSetUri, List.of(TestIssuer.AUDIENCE)),
				this.retriever);
	}

	private static String withUnusableKey(RSAKey key) {
		String unusable = "{\"kty\":\"EC\",\"crv\":\"BP-256\",\"kid\":\"bp\",\"x\":\"AAAA\",\"y\":\"AAAA\"}";
		return "{\"keys\":[%s,%s]}".formatted(unusable, key.toPublicJWK().toJSONString());
	}

	private List<JWK> find(String keyId) throws KeySourceException {
		return this.keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
	}

}
