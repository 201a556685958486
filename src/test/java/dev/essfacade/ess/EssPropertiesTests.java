package dev.essfacade.ess;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EssPropertiesTests {

	@Test
	void theDefaultsSuitProduction() {
		EssProperties settings = Settings.of();
		assertThat(settings.endpoint()).isNull();
		assertThat(settings.endpoints()).isEmpty();
		assertThat(settings.allowPlainHttp()).isFalse();
		assertThat(settings.network()).isEqualTo(EssProperties.Network.PUBLIC);
		assertThat(settings.signatureVersion()).isEqualTo(EssProperties.Signature.V1);
		assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(8));
		assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.maxConcurrentCalls()).isEqualTo(256);
		assertThat(settings.maxConcurrentCallsPerRegion()).isEqualTo(128);
	}

	@Test
	void bindsEverySetting() {
		EssProperties settings = Settings.of("ess.endpoint", "http://10.1.2.3:8180", "ess.endpoints.cn-new",
				"https://ess.cn-new.example", "ess.allow-plain-http", "true", "ess.network", "vpc",
				"ess.signature-version", "v3", "ess.connect-timeout", "1s", "ess.read-timeout", "3s", "ess.deadline",
				"9s", "ess.max-concurrent-calls", "8", "ess.max-concurrent-calls-per-region", "4");
		assertThat(settings.endpoint()).isEqualTo(URI.create("http://10.1.2.3:8180"));
		assertThat(settings.endpoints()).containsEntry("cn-new", URI.create("https://ess.cn-new.example"));
		assertThat(settings.allowPlainHttp()).isTrue();
		assertThat(settings.network()).isEqualTo(EssProperties.Network.VPC);
		assertThat(settings.signatureVersion()).isEqualTo(EssProperties.Signature.V3);
		assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(3));
		assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(9));
		assertThat(settings.maxConcurrentCalls()).isEqualTo(8);
		assertThat(settings.maxConcurrentCallsPerRegion()).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://ess.example" })
	void acceptsPlainHttpOnLoopbackAndHttpsEverywhere(String endpoint) {
		assertThat(Settings.of("ess.endpoint", endpoint).endpoint()).isEqualTo(URI.create(endpoint));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://10.0.0.1", "http://ess.example", "http://localhost.example", "ftp://127.0.0.1",
			"x", "https:///", "https://u:p@ess.example", "https://ess.example/?q", "https://ess.example/#f" })
	void rejectsAnUnsafeEndpoint(String endpoint) {
		assertThatThrownBy(() -> Settings.of("ess.endpoint", endpoint)).isNotNull();
	}

}
