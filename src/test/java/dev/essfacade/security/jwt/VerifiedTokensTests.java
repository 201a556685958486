package dev.essfacade.security.jwt;

import java.time.Duration;
import java.util.Map;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.essfacade.ess.credentials.ManualClock;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/** The bounded cache of verified tokens. */
class VerifiedTokensTests {

	private static final Jwt JWT = Jwt.withTokenValue("token").header("alg", "RS256").subject("ann").build();

	private final ManualClock clock = new ManualClock();

	private final VerifiedTokens tokens = new VerifiedTokens(this.clock);

	private final JWKSet keys = new JWKSet();

	@Test
	void returnsATokenForSixtySeconds() {
		add("a");
		assertThat(this.tokens.get("a", this.keys)).extracting(VerifiedTokens.Verified::jwt).isSameAs(JWT);
		assertThat(this.tokens.get("b", this.keys)).isNull();
		this.clock.advance(VerifiedTokens.MAX_AGE.minusNanos(1));
		assertThat(this.tokens.get("a", this.keys)).isNotNull();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.tokens.get("a", this.keys)).isNull();
	}

	@Test
	void returnsNoTokenOfAnotherJwkSet() {
		add("a");
		assertThat(this.tokens.get("a", new JWKSet(new OctetSequenceKey.Builder(new byte[32]).build()))).isNull();
		assertThat(this.tokens.get("a", null)).isNull();
	}

	@Test
	void addsNothingWithoutAJwkSet() {
		this.tokens.add("a", null, Map.of(), JWT);
		assertThat(this.tokens.get("a", null)).isNull();
	}

	@Test
	void removesTheOldestTokenOfTooMany() {
		for (int i = 0; i < VerifiedTokens.MAX_TOKENS; i++) {
			add("token " + i);
		}
		add("token 0"); // is the newest now
		assertThat(this.tokens.get("token 1", this.keys)).isNotNull();
		add("one more");
		assertThat(this.tokens.get("token 1", this.keys)).isNull();
		assertThat(this.tokens.get("token 0", this.keys)).isNotNull();
		assertThat(this.tokens.get("token 2", this.keys)).isNotNull();
	}

	@Test
	void differentTokensHaveDifferentHashes() {
		assertThat(VerifiedTokens.hash("a")).isNotEqualTo(VerifiedTokens.hash("b")).hasSize(44);
	}

	private void add(String hash) {
		this.tokens.add(hash, this.keys, Map.of(), JWT);
	}

}
