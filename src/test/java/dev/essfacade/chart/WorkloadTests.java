package dev.essfacade.chart;

import java.util.List;
import java.util.Map;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.essfacade.authorization.rules.RulesYaml;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The pods: how many, how they start, live and leave, what they are told. */
class WorkloadTests {

	@Test
	void isLintedStrictly() {
		LintResult result = new Helm(Chart.FOLDER).lint().strict().quiet().call();

		assertThat(result.isFailed()).isFalse();
		assertThat(result.getMessages()).isEmpty();
	}

	@Test
	void runsTwoPodsByDefault() {
		assertThat(Chart.render(Chart.MINIMAL).deployment("service").getSpec().getReplicas()).isEqualTo(2);
	}

	@Test
	void replacesAPodOnlyOnceItsSuccessorIsReady() {
		var rolling = Chart.render(Chart.MINIMAL).deployment("service").getSpec().getStrategy().getRollingUpdate();

		assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
		assertThat(rolling.getMaxSurge().getIntVal()).isOne();
	}

	@Test
	void leavesTheNumberOfPodsToTheAutoscaler() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "autoscaling: {enabled: true, maxReplicas: 9}");

		HorizontalPodAutoscaler autoscaler = rendered.the(HorizontalPodAutoscaler.class);
		assertThat(rendered.deployment("service").getSpec().getReplicas()).isNull();
		assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(2);
		assertThat(autoscaler.getSpec().getMaxReplicas()).isEqualTo(9);
		assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
			.isEqualTo(rendered.deployment("service").getMetadata().getName());
		assertThat(autoscaler.getSpec().getBehavior().getScaleDown().getStabilizationWindowSeconds()).isEqualTo(300);
	}

	@Test
	void letsADrainTakeOnePodAtATime() {
		PodDisruptionBudget budget = Chart.render(Chart.MINIMAL).the(PodDisruptionBudget.class);

		assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isOne();
		assertThat(budget.getSpec().getMinAvailable()).isNull();
		assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
	}

	@Test
	void neverBlocksADrainHoweverFewPodsThereAre() {
		assertThat(Chart.render(Chart.MINIMAL, "replicaCount: 1").the(PodDisruptionBudget.class).getSpec())
			.satisfies((spec) -> assertThat(spec.getMaxUnavailable().getIntVal()).isOne());
	}

	@Test
	void spreadsPodsOverZonesAndNodesWhereItCan() {
		assertThat(Chart.render(Chart.MINIMAL).pod().getTopologySpreadConstraints())
			.extracting(TopologySpreadConstraint::getTopologyKey, TopologySpreadConstraint::getWhenUnsatisfiable)
			.containsExactly(tuple("topology.kubernetes.io/zone", "ScheduleAnyway"),
					tuple("kubernetes.io/hostname", "ScheduleAnyway"));
	}

	@Test
	void probesTheMainPortAndNeverTheCloud() {
		var container = Chart.render(Chart.MINIMAL).container();

		assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe())).extracting(Probe::getHttpGet)
			.extracting(HTTPGetAction::getPath)
			.containsOnly("/livez");
		assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
		assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
			.allSatisfy((probe) -> assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
	}

	@Test
	void servesOnTwoPorts() {
		assertThat(Chart.render(Chart.MINIMAL).container().getPorts())
			.extracting(ContainerPort::getName, ContainerPort::getContainerPort)
			.containsExactly(tuple("http", 8080), tuple("management", 9090));
	}

	@Test
	void sleepsWithoutAShellBeforeItLeaves() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.container().getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(10L);
		assertThat(rendered.container().getLifecycle().getPreStop().getExec()).isNull();
		assertThat(rendered.pod().getTerminationGracePeriodSeconds()).isEqualTo(40L);
		assertThat(rendered.env("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE")).isEqualTo("25s");
		assertThat(rendered.env("SERVER_SHUTDOWN")).isEqualTo("graceful");
	}

	@Test
	void keepsIdleConnectionsLongerThanTheGateway() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "server: {keepAliveSeconds: 130}",
				"gateway: {idleTimeoutSeconds: 120}");

		assertThat(rendered.env("SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT")).isEqualTo("130s");
	}

	@Test
	void setsNoCpuLimitByDefault() {
		var resources = Chart.render(Chart.MINIMAL).container().getResources();

		assertThat(resources.getLimits()).containsOnly(Map.entry("memory", new Quantity("512Mi")));
		assertThat(resources.getRequests()).containsKeys("cpu", "memory");
	}

	@Test
	void writesOnlyToASizedFolder() {
		PodSpec pod = Chart.render(Chart.MINIMAL).pod();

		assertThat(pod.getVolumes()).filteredOn((volume) -> volume.getEmptyDir() != null)
			.singleElement()
			.satisfies((tmp) -> assertThat(tmp.getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("64Mi")));
		assertThat(pod.getContainers().getFirst().getVolumeMounts()).filteredOn((mount) -> mount.getReadOnly() == null)
			.extracting(VolumeMount::getMountPath)
			.containsExactly("/tmp");
	}

	@Test
	void takesTheDigestBeforeTheTag() {
		String digest = "sha256:" + "ab".repeat(32);

		assertThat(
				Chart.render(Chart.MINIMAL, "image: {tag: latest, digest: \"" + digest + "\"}").container().getImage())
			.isEqualTo("ess-facade@" + digest);
	}

	@Test
	void takesTheChartsVersionWhenNoTagIsNamed() {
		assertThat(Chart.render(Chart.MINIMAL).container().getImage()).isEqualTo("ess-facade:1.0.0");
	}

	@Test
	void isCalledAfterTheRelease() {
		assertThat(Chart.ofRelease("my", "a").with(Chart.MINIMAL).deployment("service").getMetadata().getName())
			.isEqualTo("my-ess-facade");
		assertThat(Chart.ofRelease("ess-facade", "a").with(Chart.MINIMAL).deployment("service").getMetadata().getName())
			.isEqualTo("ess-facade");
	}

	@Test
	void cutsALongNameWithoutLeavingADash() {
		String release = "a-release-name-of-the-greatest-length-that-helm-takes";

		assertThat(Chart.ofRelease(release, "a").with(Chart.MINIMAL).objects())
			.allSatisfy((object) -> assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(63)
				.doesNotEndWith("-")
				.doesNotContain("--"));
	}

	@Test
	void selectsByLabelsThatNeverChange() {
		Deployment deployment = Chart.render(Chart.MINIMAL).deployment("service");

		assertThat(deployment.getSpec().getSelector().getMatchLabels()).containsOnlyKeys("app.kubernetes.io/name",
				"app.kubernetes.io/instance", "app.kubernetes.io/component");
	}

	@Test
	void rollsThePodsWhenRulesInTheValuesChange() {
		assertThat(checksum("rules: []")).isEqualTo(checksum("rules: []")).isNotEqualTo(checksum("rules: [{}]"));
	}

	private static String checksum(String rules) {
		return Chart.render(Chart.MINIMAL, "access: {rules: '%s'}".formatted(rules))
			.deployment("service")
			.getSpec()
			.getTemplate()
			.getMetadata()
			.getAnnotations()
			.getOrDefault("checksum/access", "");
	}

	@Test
	void mountsRulesAsAFolderSoThatAChangeArrives() {
		String rules = "# {{ not a template }}\nprotected-groups: []\nrules: []\n";
		Manifests rendered = Chart.render(Chart.MINIMAL, Cases.yaml(Map.of("access", Map.of("rules", rules))));

		assertThat(rules(rendered)).endsWith("\n" + rules);
		assertThat(rendered.env("FACADE_ACCESS_RULES_FILE")).isEqualTo("/etc/ess-facade/access/rules.yaml");
		assertThat(mount(rendered, "access").getMountPath()).isEqualTo("/etc/ess-facade/access");
		assertThat(mount(rendered, "access").getSubPath()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "protected-groups: []\nrules: []", "---\nprotected-groups: [asg-core]\nrules: []\n" })
	void writesRulesThatTheServiceReads(String rules) {
		for (boolean readOnly : new boolean[] { true, false }) {
			Manifests rendered = Chart.render(Chart.MINIMAL,
					Cases.yaml(Map.of("access", Map.of("rules", rules, "readOnly", readOnly))));

			assertThat(RulesYaml.read(rules(rendered)).readOnly()).isEqualTo(readOnly);
			assertThat(rendered.container().getEnv()).extracting("name").doesNotContain("FACADE_ACCESS_READ_ONLY");
		}
	}

	@Test
	void rollsNoPodWhenWritesAreStopped() {
		assertThat(Chart.render(Chart.MINIMAL, "access: {readOnly: true}").deployment("service"))
			.isEqualTo(Chart.render(Chart.MINIMAL).deployment("service"));
	}

	private static String rules(Manifests rendered) {
		return String.valueOf(rendered.the(ConfigMap.class).getData().get("rules.yaml"));
	}

	@Test
	void takesRulesFromAConfigMapOfTheTeam() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "access: {existingConfigMap: mine}");

		assertThat(rendered.all(ConfigMap.class)).isEmpty();
		assertThat(volume(rendered, "access").getConfigMap().getName()).isEqualTo("mine");
	}

	@Test
	void givesEachPodAFolderOfItsOwnOnTheAuditClaim() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"audit: {file: /var/lib/ess-facade/audit/a.jsonl, volume: {existingClaim: audit}}");

		assertThat(volume(rendered, "audit").getPersistentVolumeClaim().getClaimName()).isEqualTo("audit");
		assertThat(mount(rendered, "audit").getSubPathExpr()).isEqualTo("$(POD_NAME)");
		assertThat(rendered.env("FACADE_AUDIT_FILE")).isEqualTo("/var/lib/ess-facade/audit/a.jsonl");
	}

	@Test
	void sizesTheAuditFolderWithoutAClaim() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"audit: {file: /audit/a, volume: {mountPath: /audit, emptyDirSize: 2Gi}}");

		assertThat(volume(rendered, "audit").getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("2Gi"));
		assertThat(mount(rendered, "audit").getSubPathExpr()).isNull();
	}

	@Test
	void passesEverySettingUnderItsFixedName() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"""
						security: {jwt: {jwkSetUri: "https://login.example.com/keys", audiences: [a, b]}}
						access: {readOnly: true, existingConfigMap: mine}
						ess: {network: vpc, signatureVersion: v3, deadlineSeconds: 12, stsEndpoint: sts.example.com, stsRegion: cn-beijing,
						  endpoint: "http://ess:8180", allowPlainHttp: true, maxConcurrentCalls: 10000}
						gateway: {trustedProxies: [10.0.0.0/8, "fd00::/8"]}
						logging: {format: ecs}
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
	void saysNothingAboutWhatIsNotSet() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.container().getEnv()).extracting("name")
			.doesNotContain("ESS_ENDPOINT", "ESS_ALLOW_PLAIN_HTTP", "FACADE_TRUSTED_PROXIES", "FACADE_AUDIT_FILE",
					"FACADE_ACCESS_READ_ONLY", "FACADE_CORS_ALLOWED_ORIGINS", "FACADE_SWAGGER_LOGIN_AUTHORIZATION_URL",
					"FACADE_SWAGGER_LOGIN_TOKEN_URL", "SPRINGDOC_SWAGGER_UI_OAUTH_CLIENT_ID",
					"LOGGING_STRUCTURED_FORMAT_CONSOLE", "SPRING_APPLICATION_JSON",
					"MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT");
	}

	@Test
	void passesRegionsAsJsonSinceTheirNamesHaveDashes() {
		assertThat(Chart.render(Chart.MINIMAL, "ess: {endpoints: {cn-new: \"https://ess.cn-new.aliyuncs.com\"}}")
			.env("SPRING_APPLICATION_JSON"))
			.isEqualTo("{\"ess\":{\"endpoints\":{\"cn-new\":\"https://ess.cn-new.aliyuncs.com\"}}}");
	}

	@Test
	void mountsNoKubernetesToken() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.the(ServiceAccount.class).getAutomountServiceAccountToken()).isFalse();
		assertThat(rendered.pod().getEnableServiceLinks()).isFalse();
	}

	@Test
	void keepsTheManagementPortOffTheServiceThatGatewaysSee() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "service: {type: NodePort}");

		Service service = rendered.named(Service.class, "facade-ess-facade");
		Service management = rendered.named(Service.class, "facade-ess-facade-management");
		assertThat(service.getSpec().getType()).isEqualTo("NodePort");
		assertThat(service.getSpec().getPorts()).extracting("name").containsExactly("http");
		assertThat(management.getSpec().getType()).isEqualTo("ClusterIP");
		assertThat(management.getSpec().getPorts()).extracting("name").containsExactly("management");
	}

	private static VolumeMount mount(Manifests rendered, String name) {
		return rendered.container()
			.getVolumeMounts()
			.stream()
			.filter((mount) -> mount.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static Volume volume(Manifests rendered, String name) {
		return rendered.pod()
			.getVolumes()
			.stream()
			.filter((volume) -> volume.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
