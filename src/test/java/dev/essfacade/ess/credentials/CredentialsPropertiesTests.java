package dev.essfacade.ess.credentials;

import java.net.URI;
import java.util.Map;

import dev.essfacade.ess.credentials.CredentialsProperties.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CredentialsPropertiesTests {

	@Test
	void aBlankSettingCountsAsAbsent() {
		assertThat(bind(Map.of("ess.credentials.access-key-id", "", "ess.credentials.directory", "",
				"ess.credentials.oidc-token-file", "", "ess.credentials.ecs-role", " "))
			.places()).isEmpty();
	}

	@Test
	void itsTextFormContainsNoSecret() {
		assertThat(bind(Map.of("ess.credentials.access-key-id", "the-id", "ess.credentials.access-key-secret",
				"the-secret", "ess.credentials.security-token", "the-token"))
			.toString()).doesNotContain("the-id", "the-secret", "the-token");
	}

	@Test
	void recognizesEverySource() {
		assertThat(bind(Map.of("ess.credentials.access-key-id", "id", "ess.credentials.directory", "/keys",
				"ess.credentials.role-arn", "arn", "ess.credentials.ecs-role", "role"))
			.places()).containsExactly(Place.ACCESS_KEY, Place.DIRECTORY, Place.RRSA, Place.ECS_ROLE);
	}

	@Test
	void aSourceWithAMissingSettingIsIncomplete() {
		assertThat(bind(Map.of("ess.credentials.access-key-id", "id")).isComplete(Place.ACCESS_KEY)).isFalse();
		assertThat(bind(Map.of("ess.credentials.role-arn", "arn")).isComplete(Place.RRSA)).isFalse();
	}

	@Test
	void theUrlOfStsDependsOnTheNetwork() {
		assertThat(bind(Map.of()).sts(false)).isEqualTo(URI.create("https://sts.aliyuncs.com"));
		assertThat(bind(Map.of("ess.credentials.sts-region", "cn-hangzhou")).sts(true))
			.isEqualTo(URI.create("https://sts-vpc.cn-hangzhou.aliyuncs.com"));
		assertThat(bind(Map.of("ess.credentials.sts-endpoint", "sts.example.test")).sts(true))
			.isEqualTo(URI.create("https://sts.example.test"));
		assertThat(bind(Map.of("ess.credentials.sts-endpoint", "http://127.0.0.1:8181")).sts(false))
			.isEqualTo(URI.create("http://127.0.0.1:8181"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> bind(Map.of()).sts(true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://sts.example.test", "ftp://sts.example.test", "https://" })
	void rejectsStsOverPlainHttp(String endpoint) {
		CredentialsProperties properties = bind(Map.of("ess.credentials.sts-endpoint", endpoint));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> properties.sts(false));
	}

	private static CredentialsProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("ess.credentials",
				CredentialsProperties.class);
	}

}
