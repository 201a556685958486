package dev.essfacade.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;

import dev.essfacade.EssFacadeApplication;
import dev.essfacade.support.Caller;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The start of the service. With missing or invalid settings, the start fails with one
 * paragraph and no stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	private static final String[] OPEN = { "--facade.security.mode=open", "--server.port=0",
			"--management.server.port=0" };

	private static final String JWT = "--spring.security.oauth2.resourceserver.jwt.";

	private static final String[] KEYS = { "--ess.credentials.access-key-id=id",
			"--ess.credentials.access-key-secret=hush" };

	@AfterEach
	void forgetLogSettings() {
		StartedFacade.forgetLogSettings();
	}

	@Test
	void doesNotStartWithoutATokenIssuer(CapturedOutput output) {
		assertThatThrownBy(() -> start(KEYS)).isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI");
		assertThat(output).contains("FACADE_SECURITY_MODE=open");
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuer-uri=https://issuer.example", "jwk-set-uri=https://issuer.example/keys" })
	void doesNotStartWithoutAnAudience(String setting, CapturedOutput output) {
		assertThatThrownBy(() -> start(KEYS, JWT + setting, JWT + "audiences= ,"))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwt.jws-algorithms=RS256", "jwt.public-key-location=file:/etc/key.pem",
			"jwt.authority-prefix=ROLE_", "jwt.authorities-claim-name=groups", "jwt.authorities-claim-delimiter=;",
			"jwt.principal-claim-name=email", "jwt.authorities-claim-expressions=[groups]", "jwt.jws-algorithm=RS256",
			"jwt.jws-algorithms[0]=RS256", "opaquetoken.introspection-uri=https://issuer.example/introspect",
			"opaquetoken.client-id=facade", "opaquetoken.client-secret=hush" })
	void doesNotStartWithAnUnsupportedSettingOfBoot(String setting, CapturedOutput output) {
		String name = "spring.security.oauth2.resourceserver." + setting;
		assertThatThrownBy(() -> start(OPEN, KEYS[0], KEYS[1], "--" + name))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, name.replaceFirst("(\\[0])?=.*", "") + " is not supported");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPEN", "JWT", "none", "true", "jwt,open", "" })
	void doesNotStartWithAnUnknownSecurityMode(String mode, CapturedOutput output) {
		assertThatThrownBy(() -> start(KEYS, "--facade.security.mode=" + mode))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "FACADE_SECURITY_MODE");
	}

	@Test
	void doesNotStartWithAClientSecretForSwaggerUi(CapturedOutput output) {
		assertThatThrownBy(() -> start(OPEN, KEYS[0], KEYS[1], "--springdoc.swagger-ui.oauth.client-secret=hush"))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "springdoc.swagger-ui.oauth.client-secret");
	}

	@Test
	void logsAWarningInOpenMode(CapturedOutput output) {
		StartedFacade.with().close();
		assertThat(output.getOut().lines())
			.anyMatch((line) -> line.contains(" WARN ") && line.contains("facade.security.mode is open"));
	}

	@Test
	void doesNotStartWithoutCredentials(CapturedOutput output) {
		assertThatThrownBy(() -> start(OPEN)).isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "ALIBABA_CLOUD_ACCESS_KEY_ID");
	}

	@Test
	void doesNotStartWithHalfAnAccessKey(CapturedOutput output) {
		assertThatThrownBy(() -> start(OPEN, "--ess.credentials.access-key-id=id"))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "ALIBABA_CLOUD_ACCESS_KEY_SECRET");
	}

	@Test
	void doesNotStartWithTwoSourcesOfCredentials(CapturedOutput output) {
		assertThatThrownBy(() -> start(OPEN, KEYS[0], KEYS[1], "--ess.credentials.role-arn=arn"))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "access key, rrsa");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logging.level.audit=off", "logging.level.audit=warn", "logging.level.audit=false",
			"logging.threshold.console=warn" })
	void doesNotStartWithoutADestinationForAuditRecords(String setting, CapturedOutput output) {
		assertThatThrownBy(() -> start(OPEN, KEYS[0], KEYS[1], "--" + setting))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		reportsInOneParagraph(output, "FACADE_AUDIT_FILE");
	}

	@Test
	void doesNotStartWithoutALogOrAnAuditFile() {
		assertThatThrownBy(() -> start(OPEN, KEYS[0], KEYS[1], "--logging.console.enabled=false"))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.hasMessageContaining("FACADE_AUDIT_FILE");
	}

	@Test
	void startsWithAnAuditFileAndNoAuditLog(@TempDir Path directory, CapturedOutput output) throws IOException {
		Path file = directory.resolve("audit.jsonl");
		detachesAndPolls("logging.level.audit=off", "facade.audit.file=" + file);
		assertThat(Files.readString(file)).contains("\"record\":\"intent\"", "\"record\":\"outcome\"");
		assertThat(output).doesNotContain("\"record\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ess.endpoint=http://ess.example", "ess.endpoint=ftp://127.0.0.1",
			"ess.endpoint=127.0.0.1", "ess.endpoint=https://ess.example/path", "ess.endpoint=https://user@ess.example",
			"ess.endpoints.cn-hangzhou=http://10.0.0.1", "ess.deadline=0s", "ess.deadline=soon",
			"ess.connect-timeout=2 fortnights", "ess.max-concurrent-calls=many", "ess.max-concurrent-calls=1.5",
			"facade.access.read-only=maybe", "ess.read-timeout=-1s", "ess.connect-timeout=0",
			"ess.max-concurrent-calls=0", "ess.max-concurrent-calls-per-region=0", "ess.credentials.ecs-role=a/b",
			"ess.network=moon", "ess.signature-version=v2", "facade.cors.allowed-origins=*",
			"facade.cors.allowed-origins=https://a.example/path",
			"facade.swagger-login.token-url=https://issuer.example/token",
			"facade.swagger-login.authorization-url=http://issuer.example/login",
			"spring.security.oauth2.resourceserver.jwt.issuer-uri=http://issuer.example",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://10.0.0.1/keys",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=file:///etc/keys",
			"spring.security.oauth2.resourceserver.jwt.issuer-uri=https://user@issuer.example",
			"facade.trusted-proxies=10.0.0.0/40", "facade.trusted-proxies=gateway",
			"facade.audit.file=/nowhere/audit.jsonl", "facade.audit.file=/dev" })
	void aFailedStartNamesTheInvalidSetting(String setting, CapturedOutput output) {
		assertThatThrownBy(() -> start(OPEN, KEYS[0], KEYS[1], "--" + setting)).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("hush", "\tat ");
		assertThat(output.toString().replace("-", "")).containsIgnoringCase(name(setting));
	}

	@ParameterizedTest
	@ValueSource(strings = { "th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "tr-TR", "zh-CN" })
	void worksWithAnyLocaleAndTimeZone(String language) {
		Locale locale = Locale.getDefault();
		TimeZone zone = TimeZone.getDefault();
		Locale.setDefault(Locale.forLanguageTag(language));
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
		try {
			detachesAndPolls();
		}
		finally {
			Locale.setDefault(locale);
			TimeZone.setDefault(zone);
		}
	}

	@Test
	void signsWithVersion3IfConfigured() {
		detachesAndPolls("ess.signature-version=v3");
		assertThat(SimulatedEss.simulator().received())
			.allMatch((request) -> request.headers().toString().contains("ACS3-HMAC-SHA256"));
	}

	@Test
	void servesOnlyRegionsWithAVpcHostInAVpc() {
		try (StartedFacade service = StartedFacade.with("ess.network=vpc")) {
			Caller caller = service.caller();
			assertThat(caller.get("/api/v1/regions").http().body()).contains("cn-hangzhou")
				.doesNotContain("cn-beijing-finance-1");
			assertThat(caller.get("/api/v1/regions/cn-beijing-finance-1/scaling-activities/a").field("code"))
				.isEqualTo("unknown-region");
		}
	}

	private static void detachesAndPolls(String... settings) {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		ess.add(TestGroups.group());
		try (StartedFacade service = StartedFacade.with(settings)) {
			Caller caller = service.caller();
			Caller.Answer detach = caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
			assertThat(detach.status()).isEqualTo(202);
			assertThat(caller.get(detach.mustHave("Location")).field("state")).isEqualTo("IN_PROGRESS");
		}
	}

	private static void start(String[] arguments, String... more) {
		String[] all = Stream.of(arguments, more, new String[] { "--" + SimulatedEss.QUIET })
			.flatMap(Arrays::stream)
			.toArray(String[]::new);
		SpringApplication.run(EssFacadeApplication.class, all).close();
	}

	private static String name(String setting) {
		return setting.substring(0, setting.indexOf('=')).replace("-", "");
	}

	private static void reportsInOneParagraph(CapturedOutput output, String what) {
		assertThat(output).contains("APPLICATION FAILED TO START", what, "./mvnw spring-boot:test-run")
			.doesNotContain("\tat ", "hush");
	}

}
