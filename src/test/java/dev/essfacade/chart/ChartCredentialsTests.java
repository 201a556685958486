package dev.essfacade.chart;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import dev.esssimulator.AccessKey;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart configures exactly one source of cloud credentials. */
class ChartCredentialsTests {

	private static final String NO_SECRET = "credentials: {source: \"\", existingSecret: \"\"}";

	private static final String WEBHOOK = "credentials: {source: rrsa, rrsa: {roleName: ess-facade}}";

	private static final String PROJECTED = """
			credentials:
			  source: rrsa
			  rrsa:
			    mode: projected
			    roleArn: acs:ram::1234567890123456:role/ess-facade
			    oidcProviderArn: acs:ram::1234567890123456:oidc-provider/ack-rrsa-c1
			    tokenExpirationSeconds: 7200
			""";

	@Test
	void mountsTheSecretAsAFolderSoThatPodsReloadIt() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.env("ESS_CREDENTIALS_DIRECTORY")).isEqualTo("/etc/ess-facade/credentials");
		assertThat(rendered.pod().getVolumes()).filteredOn((volume) -> volume.getSecret() != null)
			.singleElement()
			.satisfies((volume) -> {
				assertThat(volume.getSecret().getSecretName()).isEqualTo("ess-facade-credentials");
				assertThat(volume.getSecret().getItems()).isEmpty();
			});
		assertThat(rendered.container().getVolumeMounts()).noneMatch((mount) -> mount.getSubPath() != null);
		assertThat(rendered.all(Secret.class)).isEmpty();
	}

	@Test
	void putsNoAccessKeyIntoTheEnvironment() {
		assertThat(Chart.render(Chart.MINIMAL).container().getEnv()).extracting(EnvVar::getName)
			.noneMatch((name) -> name.startsWith("ALIBABA_CLOUD_"));
	}

	@Test
	void usesTheNamesOfTheRrsaWebhook() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET, WEBHOOK);

		assertThat(rendered.the(ServiceAccount.class).getMetadata().getAnnotations()).containsOnly(
				Map.entry("pod-identity.alibabacloud.com/role-name", "ess-facade"),
				Map.entry("pod-identity.alibabacloud.com/service-account-token-expiration", "3600"));
		assertThat(rendered.deployment("service").getSpec().getTemplate().getMetadata().getLabels())
			.containsEntry("pod-identity.alibabacloud.com/injection", "on");
	}

	@Test
	void setsNoVariableThatTheRrsaWebhookInjects() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET, WEBHOOK);

		assertThat(rendered.env("ALIBABA_CLOUD_ROLE_ARN")).isEmpty();
		assertThat(rendered.env("ALIBABA_CLOUD_OIDC_TOKEN_FILE")).isEmpty();
		assertThat(rendered.pod().getVolumes()).extracting(Volume::getName).containsExactly("tmp", "access");
	}

	@Test
	void keepsAnnotationsBesideThoseOfTheRrsaWebhook() {
		assertThat(Chart.render(Chart.MINIMAL, NO_SECRET, WEBHOOK, "serviceAccount: {annotations: {team: a}}")
			.the(ServiceAccount.class)
			.getMetadata()
			.getAnnotations()).hasSize(3).containsEntry("team", "a");
	}

	@Test
	void projectsATokenForStsWithoutTheRrsaWebhook() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET, PROJECTED);

		ServiceAccountTokenProjection token = rendered.pod()
			.getVolumes()
			.stream()
			.filter((volume) -> volume.getProjected() != null)
			.findFirst()
			.orElseThrow()
			.getProjected()
			.getSources()
			.getFirst()
			.getServiceAccountToken();
		assertThat(token.getAudience()).isEqualTo("sts.aliyuncs.com");
		assertThat(token.getExpirationSeconds()).isEqualTo(7200L);
		assertThat(rendered.env("ALIBABA_CLOUD_OIDC_TOKEN_FILE")).endsWith("/" + token.getPath())
			.startsWith("/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/");
		assertThat(rendered.env("ALIBABA_CLOUD_ROLE_ARN")).isEqualTo("acs:ram::1234567890123456:role/ess-facade");
		assertThat(rendered.env("ALIBABA_CLOUD_OIDC_PROVIDER_ARN")).endsWith(":oidc-provider/ack-rrsa-c1");
		assertThat(rendered.deployment("service").getSpec().getTemplate().getMetadata().getLabels())
			.doesNotContainKey("pod-identity.alibabacloud.com/injection");
	}

	@ParameterizedTest
	@CsvSource({ "facade, platform", "f, a-namespace-of-the-greatest-length-that-kubernetes-permits-here12",
			"a-release-name-of-the-greatest-length-that-helm-takes, platform-of-the-southern-region" })
	void composesASessionNameWithinTheLimitsOfSts(String release, String namespace) {
		Manifests rendered = Chart.ofRelease(release, namespace).with(Chart.MINIMAL, NO_SECRET, WEBHOOK);

		String pod = rendered.deployment("service").getMetadata().getName() + "-0123456789-abcde";
		String session = rendered.env("ALIBABA_CLOUD_ROLE_SESSION_NAME").replace("$(POD_NAME)", pod);
		assertThat(session).matches("[A-Za-z0-9.@_-]{2,64}").endsWith("." + pod);
		assertThat(namespace).startsWith(session.substring(0, session.indexOf('.')));
	}

	@Test
	void definesPodNameBeforeVariablesThatReferToIt() {
		assertThat(Chart.render(Chart.MINIMAL, NO_SECRET, PROJECTED).container().getEnv().getFirst().getName())
			.isEqualTo("POD_NAME");
	}

	@Test
	void usesTheNodeRoleOnlyIfItIsConfigured() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET,
				"credentials: {source: ecsRole, ecsRole: {name: node-role}}");

		assertThat(rendered.env("ESS_CREDENTIALS_ECS_ROLE")).isEqualTo("node-role");
		assertThat(Chart.render(Chart.MINIMAL).env("ESS_CREDENTIALS_ECS_ROLE")).isEmpty();
	}

	@Test
	void storesInlineCredentialsInASecret() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET, """
				credentials:
				  source: inline
				  inline: {acceptKeysInRelease: true, accessKeyId: id, accessKeySecret: "s\\": e"}
				""");

		Secret secret = rendered.the(Secret.class);
		assertThat(secret.getData()).containsOnlyKeys("access-key-id", "access-key-secret");
		assertThat(new String(Base64.getDecoder().decode(secret.getData().get("access-key-secret")),
				StandardCharsets.UTF_8))
			.isEqualTo("s\": e");
		assertThat(rendered.env("ESS_CREDENTIALS_DIRECTORY")).isNotEmpty();
		assertThat(rendered.container().getEnv()).extracting(EnvVar::getValue).doesNotContain("s\": e");
	}

	@Test
	void sendsEveryRegionToTheSimulatorInTheSandbox() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET, "sandbox: {enabled: true}");

		Service service = rendered.named(Service.class, "facade-ess-facade-sandbox");
		assertThat(rendered.env("ESS_ENDPOINT")).isEqualTo("http://%s:%d".formatted(service.getMetadata().getName(),
				service.getSpec().getPorts().getFirst().getPort()));
		assertThat(rendered.env("ESS_ALLOW_PLAIN_HTTP")).isEqualTo("true");
		assertThat(rendered.deployment("sandbox").getSpec().getReplicas()).isOne();
	}

	@Test
	void givesTheSandboxOnlyTheSimulatorsCredentials() {
		Manifests rendered = Chart.render(Chart.MINIMAL, NO_SECRET, "sandbox: {enabled: true}");

		assertThat(rendered.env("ALIBABA_CLOUD_ACCESS_KEY_ID")).isEqualTo(AccessKey.EXAMPLE.id());
		assertThat(rendered.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET")).isEqualTo(AccessKey.EXAMPLE.secret());
		assertThat(rendered.pod().getVolumes()).extracting(Volume::getName).containsExactly("tmp", "access");
		assertThat(rendered.deployment("sandbox").getSpec().getTemplate().getSpec().getContainers())
			.allSatisfy((container) -> assertThat(container.getEnv()).isEmpty());
	}

	@Test
	void deploysNoSimulatorByDefault() {
		assertThat(Chart.render(Chart.MINIMAL).objects()).extracting((object) -> object.getMetadata().getName())
			.noneMatch((name) -> name.contains("sandbox"));
	}

}
