package dev.essfacade.security.jwt;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Settings of the token issuer. */
class IssuerPropertiesTests {

	private static final URI ISSUER = URI.create("https://issuer.example/realms/a");

	private static final URI KEYS = URI.create("https://keys.example/set");

	@ParameterizedTest
	@ValueSource(strings = { "https://issuer.example", "https://issuer.example:8443/realms/a", "http://127.0.0.1:9000",
			"http://localhost:9000/a", "http://[::1]:9000" })
	void acceptsHttpsUrlsAndHttpUrlsOfThisHost(String url) {
		assertThat(issuer(URI.create(url)).issuerUri()).hasToString(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://issuer.example", "ftp://issuer.example", "issuer.example", "https:issuer.example",
			"https:///keys", "http:///keys", "https://user@issuer.example", "https://issuer.example?a=b",
			"https://issuer.example#a", "http://user@127.0.0.1", "//issuer.example" })
	void rejectsAnyOtherUrl(String url) {
		assertThatThrownBy(() -> issuer(URI.create(url)))
			.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
					(ex) -> assertThat(ex.getName()).isEqualTo(IssuerProperties.PREFIX + ".issuer-uri"))
			.hasMessageContaining("can make valid tokens");
		assertThatThrownBy(() -> new IssuerProperties(null, URI.create(url), List.of()))
			.hasMessageContaining(IssuerProperties.PREFIX + ".jwk-set-uri");
	}

	@Test
	void treatsAnEmptySettingAsUnset() {
		IssuerProperties none = new IssuerProperties(URI.create(""), null, List.of("", " "));
		assertThat(none.issuerUri()).isNull();
		assertThat(none.namesKeys()).isFalse();
		assertThat(none.namesAudience()).isFalse();
	}

	@Test
	void prefersTheJwkSetUrlToTheIssuerForKeys() {
		assertThat(issuer(ISSUER).namesKeys()).isTrue();
		assertThat(issuer(ISSUER).keysFrom()).isEqualTo(ISSUER);
		IssuerProperties both = new IssuerProperties(ISSUER, KEYS, List.of("a"));
		assertThat(both.keysFrom()).isEqualTo(KEYS);
		assertThat(new IssuerProperties(null, KEYS, List.of()).namesKeys()).isTrue();
		assertThat(both.namesAudience()).isTrue();
	}

	private static IssuerProperties issuer(@Nullable URI url) {
		return new IssuerProperties(url, null, List.of());
	}

}
