package dev.essfacade.ess.http;

import java.util.Map;
import java.util.Objects;

import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EgressProxyPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "http://proxy.example:3128, http://proxy.example:3128",
			"http://proxy.example:3128/, http://proxy.example:3128", "HTTP://proxy.example:1, http://proxy.example:1",
			"proxy.example:3128, http://proxy.example:3128", "' http://10.0.0.1:80 ', http://10.0.0.1:80",
			"http://egress_proxy:3128, http://egress_proxy:3128", "http://[fd00::1]:3128, http://[fd00::1]:3128",
			"http://user:hush@proxy.example:3128, http://proxy.example:3128" })
	void readsHostAndPortOfTheProxy(String url, String proxy) {
		assertThat(settings(url, "").proxy()).hasToString(proxy);
	}

	@ParameterizedTest
	@CsvSource({ "http://user:hush@p.example:1, user, hush", "http://user@p.example:1, user, ''",
			"http://us%40er:h%3Aus%2Fh%23+@p.example:1, us@er, h:us/h#+", "user:a:b@p.example:1, user, a:b" })
	void readsUserAndPasswordOfTheProxy(String url, String user, String password) {
		UsernamePasswordCredentials credentials = Objects.requireNonNull(settings(url, "").credentials());
		assertThat(credentials.getUserName()).isEqualTo(user);
		assertThat(credentials.getUserPassword()).containsExactly(password.toCharArray());
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://user:hush@proxy.example", "https://user:hush@proxy.example:443",
			"socks5://user:hush@proxy.example:1080", "http://user:hush@proxy.example:0",
			"http://user:hush@proxy.example:70000", "http://user:hush@:3128", "http://user:hu#sh@proxy.example:3128",
			"http://user:hush@proxy.example:3128/path", "http://user:hush@proxy.example:3128?a=b", "hush", "http://",
			"http://user:hu%0Ash@proxy.example:3128", "http://user:hush%@proxy.example:3128", "://hush:1",
			"http://user:hush @proxy.example:3128" })
	void rejectsAnUnusableUrlWithoutQuotingIt(String url) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new EgressProxyProperties(url, null))
			.withMessageContaining("facade.egress-proxy.url")
			.withMessageContaining("http://user:password@host:port")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hush", "hu#sh", "proxy.example"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n" })
	void aBlankUrlMeansNoProxy(String url) {
		assertThat(settings(url, "").proxy()).isNull();
		assertThat(settings(url, "").credentials()).isNull();
		assertThat(EgressProxyProperties.NONE.proxy()).isNull();
	}

	@Test
	void doesNotShowThePassword() {
		assertThat(settings("http://user:hush@proxy.example:3128", "").toString()).contains("proxy.example")
			.doesNotContain("user", "hush");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "example.com | example.com | 443", "example.com | ess.example.com | 443",
					".example.com | ess.example.com | 443", ".example.com | example.com | 443",
					"*.example.com | ess.example.com | 443", "Example.COM. | ESS.example.com | 443",
					"* | ess.example.com | 443", "a.example, example.com | example.com | 443",
					"a.example example.com | example.com | 443", "example.com:8443 | ess.example.com | 8443",
					"10.0.0.1 | 10.0.0.1 | 443", "10.0.0.0/8 | 10.1.2.3 | 443", "10.0.0.0/8:443 | 10.1.2.3 | 443",
					"fd00::/8 | fd00::1 | 443", "fd00::1 | [fd00::1] | 443", "[fd00::1] | fd00:0::1 | 443",
					"[fd00::1]:443 | fd00::1 | 443", "'' | localhost | 80", "'' | 127.0.0.1 | 80", "'' | ::1 | 80" })
	void callsAHostOfNoProxyDirectly(String noProxy, String host, int port) {
		assertThat(settings("http://proxy.example:3128", noProxy).bypasses(host, port)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "example.com | example.org | 443", "example.com | badexample.com | 443",
					"ess.example.com | example.com | 443", "example.com:8443 | example.com | 443",
					"10.0.0.0/8 | 11.0.0.1 | 443", "10.0.0.0/8 | fd00::1 | 443", "10.0.0.0/8 | ten.example | 443",
					"10.0.0.0/99 | 10.0.0.1 | 443", "0.0.0.1 | 10.0.0.1 | 443", "1 | 10.0.0.1 | 443",
					". | example.com | 443", ", , | example.com | 443", ", , | 10.0.0.1 | 443",
					"'' | example.com | 443", "10.0.0.0/8:80 | 10.0.0.1 | 443", "fd00::/8 | 10.0.0.1 | 443" })
	void callsAnyOtherHostThroughTheProxy(String noProxy, String host, int port) {
		assertThat(settings("http://proxy.example:3128", noProxy).bypasses(host, port)).isFalse();
	}

	private static EgressProxyProperties settings(String url, String noProxy) {
		return new Binder(new MapConfigurationPropertySource(
				Map.of("facade.egress-proxy.url", url, "facade.egress-proxy.no-proxy", noProxy)))
			.bindOrCreate("facade.egress-proxy", EgressProxyProperties.class);
	}

}
