package dev.essfacade.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The environment variables that the chart sets. */
class ChartSettingsTests {

	@Test
	void setsTheKeepAliveTimeout() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "keepAliveTimeoutSeconds: 130",
				"gatewayIdleTimeoutSeconds: 120");

		assertThat(rendered.env("SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT")).isEqualTo("130s");
	}

	@Test
	void setsEverySettingUnderItsName() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"""
						security: {jwt: {jwkSetUri: "https://login.example.com/keys", audiences: [a, b]}}
						access: {readOnly: true, existingConfigMap: mine}
						ess: {network: vpc, signatureVersion: v3, deadlineSeconds: 12, stsEndpoint: sts.example.com, stsRegion: cn-beijing,
						  endpoint: "http://ess:8180", allowPlainHttp: true, maxConcurrentCalls: 10000}
						trustedProxies: [10.0.0.0/8, "fd00::/8"]
						logFormat: ecs
						tracing: {otlpEndpoint: "http://collector:4318/v1/traces", samplingProbability: 0}
						swaggerUi:
						  enabled: false
						  login: {authorizationUrl: "https://i.example.com/auth", tokenUrl: "https://i.example.com/token", clientId: ui}
						cors: {allowedOrigins: ["https://a.example.com", "https://b.example.com"]}
						""");

		assertThat(rendered.env("FACADE_SECURITY_MODE")).isEqualTo("jwt");
		assertThat(rendered.env("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI")).startsWith("https://");
		assertThat(rendered.env("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI")).endsWith("/keys");
		assertThat(rendered.env("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES")).isEqualTo("a,b");
		assertThat(rendered.env("FACADE_ACCESS_READ_ONLY")).isEqualTo("true");
		assertThat(rendered.env("ESS_NETWORK")).isEqualTo("vpc");
		assertThat(rendered.env("ESS_SIGNATURE_VERSION")).isEqualTo("v3");
		assertThat(rendered.env("ESS_DEADLINE")).isEqualTo("12s");
		assertThat(rendered.env("ESS_ENDPOINT")).isEqualTo("http://ess:8180");
		assertThat(rendered.env("ESS_ALLOW_PLAIN_HTTP")).isEqualTo("true");
		assertThat(rendered.env("ESS_MAX_CONCURRENT_CALLS")).isEqualTo("10000");
		assertThat(rendered.env("ALIBABA_CLOUD_STS_ENDPOINT")).isEqualTo("sts.example.com");
		assertThat(rendered.env("ALIBABA_CLOUD_STS_REGION")).isEqualTo("cn-beijing");
		assertThat(rendered.env("FACADE_TRUSTED_PROXIES")).isEqualTo("10.0.0.0/8,fd00::/8");
		assertThat(rendered.env("LOGGING_STRUCTURED_FORMAT_CONSOLE")).isEqualTo("ecs");
		assertThat(rendered.env("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT")).contains(":4318");
		assertThat(rendered.env("MANAGEMENT_TRACING_SAMPLING_PROBABILITY")).isEqualTo("0");
		assertThat(rendered.env("SPRINGDOC_SWAGGER_UI_ENABLED")).isEqualTo("false");
		assertThat(rendered.env("FACADE_SWAGGER_LOGIN_AUTHORIZATION_URL")).endsWith("/auth");
		assertThat(rendered.env("FACADE_SWAGGER_LOGIN_TOKEN_URL")).endsWith("/token");
		assertThat(rendered.env("SPRINGDOC_SWAGGER_UI_OAUTH_CLIENT_ID")).isEqualTo("ui");
		assertThat(rendered.env("FACADE_CORS_ALLOWED_ORIGINS"))
			.isEqualTo("https://a.example.com,https://b.example.com");
		assertThat(rendered.env("MANAGEMENT_SERVER_PORT")).isEqualTo("9090");
	}

	@Test
	void omitsSettingsWithoutAValue() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.container().getEnv()).extracting("name")
			.doesNotContain("ESS_ENDPOINT", "ESS_ALLOW_PLAIN_HTTP", "FACADE_TRUSTED_PROXIES", "FACADE_AUDIT_FILE",
					"FACADE_ACCESS_READ_ONLY", "FACADE_CORS_ALLOWED_ORIGINS", "FACADE_SWAGGER_LOGIN_AUTHORIZATION_URL",
					"FACADE_SWAGGER_LOGIN_TOKEN_URL", "SPRINGDOC_SWAGGER_UI_OAUTH_CLIENT_ID",
					"LOGGING_STRUCTURED_FORMAT_CONSOLE", "SPRING_APPLICATION_JSON",
					"MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT");
	}

	@Test
	void setsAdditionalRegionsAsJson() {
		assertThat(Chart.render(Chart.MINIMAL, "ess: {endpoints: {cn-new: \"https://ess.cn-new.aliyuncs.com\"}}")
			.env("SPRING_APPLICATION_JSON"))
			.isEqualTo("{\"ess\":{\"endpoints\":{\"cn-new\":\"https://ess.cn-new.aliyuncs.com\"}}}");
	}

	/**
	 * The chart has a table of its variables. If one is missing there, {@code extraEnv}
	 * could set it a second time.
	 */
	@Test
	void rejectsEveryVariableOfTheChartInExtraEnv() {
		List<String> variables = Stream
			.of(Chart.MINIMAL, Chart.read(Chart.FOLDER.resolve("ci/production-values.yaml")),
					Chart.read(Chart.FOLDER.resolve("ci/egress-values.yaml")),
					Chart.read(Chart.FOLDER.resolve("ci/sandbox-values.yaml")))
			.flatMap((values) -> Chart.render(values).container().getEnv().stream())
			.map(EnvVar::getName)
			.distinct()
			.toList();

		assertThat(variables).hasSizeGreaterThan(25)
			.allSatisfy((name) -> assertThat(
					Chart.failure(Chart.MINIMAL, "extraEnv: [{name: %s, value: x}]".formatted(name)))
				.contains("extraEnv contains " + name + ", which the chart sets: "));
	}

	@Test
	void insertsProxyCredentialsFromASecret() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"egressProxy: {url: \"http://proxy:3128\", noProxy: [a.example.com, 10.0.0.0/8], existingSecret: proxy}");

		assertThat(rendered.env("FACADE_EGRESS_PROXY_URL"))
			.isEqualTo("http://$(EGRESS_PROXY_USERNAME):$(EGRESS_PROXY_PASSWORD)@proxy:3128");
		assertThat(rendered.env("FACADE_EGRESS_PROXY_NO_PROXY")).isEqualTo("a.example.com,10.0.0.0/8");
		assertThat(rendered.container().getEnv()).filteredOn((variable) -> variable.getValueFrom() != null)
			.filteredOn((variable) -> variable.getName().startsWith("EGRESS_PROXY_"))
			.allSatisfy(
					(variable) -> assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("proxy"))
			.extracting((variable) -> variable.getValueFrom().getSecretKeyRef().getKey())
			.containsExactlyInAnyOrder("username", "password");
		assertThat(
				Chart.render(Chart.MINIMAL, "egressProxy: {url: \"http://proxy:3128\"}").env("FACADE_EGRESS_PROXY_URL"))
			.isEqualTo("http://proxy:3128");
	}

	@Test
	void mountsTheCaBundle() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "trust: {existingConfigMap: ca, key: bundle.pem}");

		Path file = Path.of(rendered.env("FACADE_TRUST_CERTIFICATES"));
		assertThat(file).hasFileName("bundle.pem");
		assertThat(rendered.container().getVolumeMounts()).extracting(VolumeMount::getMountPath)
			.contains(String.valueOf(file.getParent()));
		assertThat(rendered.pod().getVolumes()).extracting(Volume::getConfigMap)
			.filteredOn((source) -> source != null)
			.extracting(ConfigMapVolumeSource::getName)
			.contains("ca");
	}

	@Test
	void allowsTheHostsOfServiceAndRoutesInOpenMode() {
		String open = """
				security: {mode: open}
				ingress: {enabled: true, hosts: [{host: a.example.com}]}
				httpRoute: {enabled: true, parentRefs: [{name: internal}], hostnames: [b.example.com]}
				""";

		assertThat(Chart.render(Chart.MINIMAL, open).env("FACADE_ALLOWED_HOSTS")).isEqualTo(
				"localhost,127.0.0.1,[::1],facade-ess-facade,facade-ess-facade.platform,facade-ess-facade.platform.svc,"
						+ "facade-ess-facade.platform.svc.cluster.local,a.example.com,b.example.com");
		assertThat(Chart.render(Chart.MINIMAL, open, "allowedHosts: [c.example.com]").env("FACADE_ALLOWED_HOSTS"))
			.endsWith(",b.example.com,c.example.com");
		assertThat(Chart.render(Chart.MINIMAL).env("FACADE_ALLOWED_HOSTS")).isEmpty();
		assertThat(Chart.render(Chart.MINIMAL, "allowedHosts: [c.example.com]").env("FACADE_ALLOWED_HOSTS"))
			.contains("facade-ess-facade.platform.svc,")
			.endsWith(",c.example.com");
	}

	@Test
	void setsTheLogLevelOfTheServiceOnly() {
		assertThat(Chart.render(Chart.MINIMAL, "logLevel: debug").env("LOGGING_LEVEL_DEV_ESSFACADE"))
			.isEqualTo("debug");
	}

}
