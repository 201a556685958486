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

/** Keys are fetched over real HTTP; time moves by hand. */
class CachingJwkSourceTests {

	private final TestIssuer issuer = new TestIssuer();

	private final ManualClock clock = new ManualClock();

	private final BoundedResourceRetriever fetch = new BoundedResourceRetriever(EgressProxyProperties.NONE);

	private CachingJwkSource keys = keysOf(URI.create(this.issuer.uri()), null);

	@AfterEach
	void close() {
		this.keys.close();
		this.fetch.close();
		this.issuer.close();
	}

	@Test
	void theKeysAreFetchedOnce() throws KeySourceException {
		for (int i = 0; i < 100; i++) {
			assertThat(find("first")).hasSize(1);
		}
		assertThat(this.issuer.fetches()).isEqualTo(1);
	}

	@Test
	void theFirstKeysAreFetchedBeforeAnybodyAsks() {
		this.keys.prepare();
		await().until(() -> this.issuer.fetches() == 1);
	}

	@Test
	void anIssuerThatIsDownForHoursLocksNobodyOut() throws KeySourceException {
		find("first");
		this.issuer.answerWith(503);
		for (Duration down = Duration.ZERO; down.toHours() < 11; down = down.plusSeconds(20)) {
			assertThat(find("first")).hasSize(1);
			this.clock.advance(Duration.ofSeconds(20));
		}
		this.issuer.answerWith(200);
		this.clock.advance(Duration.ofSeconds(31));
		isFetchedAnew();
	}

	@Test
	void keysThatNobodyCouldConfirmForHalfADayAreNotBelieved() throws KeySourceException {
		find("first");
		this.issuer.answerWith(503);
		this.clock.advance(Duration.ofHours(12).plusSeconds(1));
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
	}

	@Test
	void aFloodOfUnknownKeyIdsFetchesOnceInThirtySeconds() throws KeySourceException {
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
	void aFloodThroughAnOutageLocksNobodyOutEither() throws KeySourceException {
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
	void aNewKeyIsFoundWithTheFirstTokenOfIt() throws KeySourceException {
		find("first");
		RSAKey second = TestIssuer.rsa("second");
		this.issuer.publish(this.issuer.key(), second);
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(find("second")).hasSize(1);
		assertThat(find("first")).hasSize(1);
	}

	@Test
	void aKeyThatIsTakenBackIsForgottenWithinMinutes() throws KeySourceException {
		find("first");
		this.issuer.publish(TestIssuer.rsa("second"));
		this.clock.advance(Duration.ofMinutes(6));
		find("first"); // is answered from what is there, and has it looked at
		await().until(() -> find("first").isEmpty());
	}

	@Test
	void withoutAnyKeysNobodyIsToldThatATokenIsBad() throws KeySourceException {
		this.issuer.answerWith(404);
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
		this.issuer.answerWith(200);
		this.clock.advance(Duration.ofSeconds(29));
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(find("first")).hasSize(1);
	}

	@Test
	void anIssuerWithoutKeysIsAnIssuerThatIsDown() throws KeySourceException {
		find("first");
		this.issuer.publish();
		this.clock.advance(Duration.ofMinutes(6));
		isFetchedAnew();
		assertThat(find("first")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 204, 302, 401, 500 })
	void onlyAPlainAnswerIsBelieved(int status) {
		this.issuer.answerWith(status);
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
	}

	@Test
	void theMetadataOfAnotherIssuerIsNotBelieved() {
		this.keys = keysOf(URI.create(this.issuer.uri() + "/"), null);
		assertThatThrownBy(() -> find("first")).isInstanceOf(KeySourceException.class);
		assertThat(this.issuer.fetches()).isZero();
	}

	@Test
	void aKeySetAddressNeedsNoMetadata() throws KeySourceException {
		this.keys = keysOf(URI.create("https://issuer.example"), URI.create(this.issuer.keySet()));
		assertThat(find("first")).hasSize(1);
	}

	/** Asked again, since a look that is still under way may stand in its place. */
	private void isFetchedAnew() {
		int before = this.issuer.fetches();
		await().until(() -> !find("first").isEmpty() && this.issuer.fetches() > before);
	}

	private CachingJwkSource keysOf(URI issuerUri, @Nullable URI keySet) {
		IssuerProperties properties = new IssuerProperties(issuerUri, keySet, List.of(TestIssuer.AUDIENCE));
		return new CachingJwkSource(new RemoteJwkSet(properties, this.fetch), this.clock);
	}

	private List<JWK> find(String keyId) throws KeySourceException {
		return this.keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
	}

}
