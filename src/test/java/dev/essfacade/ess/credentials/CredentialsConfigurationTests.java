package dev.essfacade.ess.credentials;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.ExchangeFailedException;
import dev.essfacade.ess.http.UnsignedHttpClient;
import dev.essfacade.support.ConnectProxy;
import dev.esssimulator.sts.StsSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CredentialsConfigurationTests {

	private final CredentialsConfiguration configuration = new CredentialsConfiguration();

	private final ManualClock clock = new ManualClock();

	@ParameterizedTest // R12
	@CsvSource({ "role-arn, 1", "ecs-role, 0" })
	void onlyTheMetadataServiceIsCalledWithoutTheProxy(String setting, int proxied) {
		CredentialsProperties properties = new Binder(
				new MapConfigurationPropertySource(Map.of("ess.credentials." + setting, "a")))
			.bind("ess.credentials", CredentialsProperties.class)
			.get();
		try (ConnectProxy proxy = new ConnectProxy(Map.of(), null);
				UnsignedHttpClient client = this.configuration.credentialsHttpClient(properties,
						new EgressProxyProperties(proxy.url(), null))) {
			proxy.respond("metadata.invalid:80", "HTTP/1.1 502 A\r\n\r\n");
			assertThatExceptionOfType(ExchangeFailedException.class)
				.isThrownBy(() -> client.send("GET", URI.create("http://metadata.invalid/"), Map.of()));
			assertThat(proxy.requests()).hasSize(proxied);
		}
	}

	@Test
	void metricsAreNaNBeforeTheFirstCredentials(@TempDir Path directory) throws Exception {
		Path token = Files.writeString(directory.resolve("token"), StsSimulator.OIDC_TOKEN);
		MeterRegistry meters = new SimpleMeterRegistry();
		try (StsSimulator sts = StsSimulator.start(this.clock, (_) -> {
		});
				UnsignedHttpClient http = new UnsignedHttpClient(Duration.ofSeconds(20), Duration.ofSeconds(20), 10_000,
						EgressProxyProperties.NONE)) {
			OidcCredentialsSource source = new OidcCredentialsSource(sts.endpoint(), "arn", "arn", token, "name", http,
					this.clock);
			RefreshingCredentials credentials = TestCredentials.of(source, this.clock);
			this.configuration.credentialsMeters(source, credentials).bindTo(meters);
			assertThat(seconds(meters, "ess.credentials.age")).isNaN();
			assertThat(seconds(meters, "ess.credentials.expiry")).isNaN();

			credentials.get(Duration.ofSeconds(20));
			this.clock.advance(Duration.ofMinutes(1));
			assertThat(seconds(meters, "ess.credentials.age")).isEqualTo(60);
			assertThat(seconds(meters, "ess.credentials.expiry")).isEqualTo(3540);
		}
	}

	private static double seconds(MeterRegistry meters, String name) {
		return meters.get(name).gauge().value();
	}

}
