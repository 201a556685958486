package dev.essfacade.chart;

import java.util.List;
import java.util.Map;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The pods of the chart: number, placement, probes, shutdown, volumes. */
class ChartWorkloadTests {

	@Test
	void passesStrictLinting() {
		LintResult result = new Helm(Chart.FOLDER).lint().strict().quiet().call();

		assertThat(result.isFailed()).isFalse();
		assertThat(result.getMessages()).isEmpty();
	}

	@Test
	void runsTwoPodsByDefault() {
		assertThat(Chart.render(Chart.MINIMAL).deployment("service").getSpec().getReplicas()).isEqualTo(2);
	}

	@Test
	void startsANewPodBeforeAnOldOneStops() {
		var rolling = Chart.render(Chart.MINIMAL).deployment("service").getSpec().getStrategy().getRollingUpdate();

		assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
		assertThat(rolling.getMaxSurge().getIntVal()).isOne();
	}

	@Test
	void setsNoReplicasWithAnAutoscaler() {
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
	void permitsANodeDrainToEvictOnePodAtATime() {
		PodDisruptionBudget budget = Chart.render(Chart.MINIMAL).the(PodDisruptionBudget.class);

		assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isOne();
		assertThat(budget.getSpec().getMinAvailable()).isNull();
		assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
	}

	@Test
	void permitsANodeDrainWithASinglePod() {
		assertThat(Chart.render(Chart.MINIMAL, "replicaCount: 1").the(PodDisruptionBudget.class).getSpec())
			.satisfies((spec) -> assertThat(spec.getMaxUnavailable().getIntVal()).isOne());
	}

	@Test
	void spreadsPodsOverZonesAndNodes() {
		assertThat(Chart.render(Chart.MINIMAL).pod().getTopologySpreadConstraints())
			.extracting(TopologySpreadConstraint::getTopologyKey, TopologySpreadConstraint::getWhenUnsatisfiable)
			.containsExactly(tuple("topology.kubernetes.io/zone", "ScheduleAnyway"),
					tuple("kubernetes.io/hostname", "ScheduleAnyway"));
	}

	@Test // C15
	void passesValuesOnToTheDeployment() {
		Deployment deployment = Chart.render(Chart.MINIMAL, """
				deploymentAnnotations: {reloader/auto: "true"}
				strategy: {type: Recreate, rollingUpdate: null}
				revisionHistoryLimit: 3
				envFrom: [{configMapRef: {name: more}}]
				extraContainers: [{name: agent, image: agent:1}]
				initContainers: [{name: first, image: first:1}]
				dnsConfig: {options: [{name: ndots, value: "2"}]}
				hostAliases: [{ip: 192.0.2.1, hostnames: [ess.example]}]
				readinessProbe: {periodSeconds: 7}
				""").deployment("service");

		assertThat(deployment.getMetadata().getAnnotations()).containsEntry("reloader/auto", "true");
		assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
		assertThat(deployment.getSpec().getRevisionHistoryLimit()).isEqualTo(3);
		PodSpec pod = deployment.getSpec().getTemplate().getSpec();
		assertThat(pod.getContainers()).extracting(Container::getName).hasSize(2).contains("agent");
		assertThat(pod.getInitContainers()).extracting(Container::getName).contains("first");
		assertThat(pod.getDnsConfig().getOptions().getFirst().getValue()).isEqualTo("2");
		assertThat(pod.getHostAliases().getFirst().getHostnames()).containsExactly("ess.example");
		Container service = pod.getContainers().getFirst();
		assertThat(service.getEnvFrom().getFirst().getConfigMapRef().getName()).isEqualTo("more");
		assertThat(service.getReadinessProbe().getPeriodSeconds()).isEqualTo(7);
	}

	@Test
	void exposesMainPortAndManagementPort() {
		assertThat(Chart.render(Chart.MINIMAL).container().getPorts())
			.extracting(ContainerPort::getName, ContainerPort::getContainerPort)
			.containsExactly(tuple("http", 8080), tuple("management", 9090));
	}

	@Test
	void sleepsWithoutAShellBeforeSigterm() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.container().getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(10L);
		assertThat(rendered.container().getLifecycle().getPreStop().getExec()).isNull();
		assertThat(rendered.pod().getTerminationGracePeriodSeconds()).isEqualTo(40L);
		assertThat(rendered.env("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE")).isEqualTo("25s");
		assertThat(rendered.env("SERVER_SHUTDOWN")).isEqualTo("graceful");
	}

	@Test
	void setsNoCpuLimitByDefault() {
		var resources = Chart.render(Chart.MINIMAL).container().getResources();

		assertThat(resources.getLimits()).containsOnly(Map.entry("memory", new Quantity("512Mi")));
		assertThat(resources.getRequests()).containsKeys("cpu", "memory");
	}

	@Test
	void mountsOnlyTmpWritable() {
		PodSpec pod = Chart.render(Chart.MINIMAL).pod();

		assertThat(pod.getVolumes()).filteredOn((volume) -> volume.getEmptyDir() != null)
			.singleElement()
			.satisfies((tmp) -> assertThat(tmp.getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("64Mi")));
		assertThat(pod.getContainers().getFirst().getVolumeMounts()).filteredOn((mount) -> mount.getReadOnly() == null)
			.extracting(VolumeMount::getMountPath)
			.containsExactly("/tmp");
	}

	@Test
	void prefersTheDigestToTheTag() {
		String digest = "sha256:" + "ab".repeat(32);

		assertThat(
				Chart.render(Chart.MINIMAL, "image: {tag: latest, digest: \"" + digest + "\"}").container().getImage())
			.isEqualTo("ess-facade@" + digest);
	}

	@Test
	void usesTheAppVersionAsDefaultTag() {
		assertThat(Chart.render(Chart.MINIMAL).container().getImage()).isEqualTo("ess-facade:" + Chart.VERSION);
	}

	@Test
	void selectsPodsByLabelsThatNeverChange() {
		Deployment deployment = Chart.render(Chart.MINIMAL).deployment("service");

		assertThat(deployment.getSpec().getSelector().getMatchLabels()).containsOnlyKeys("app.kubernetes.io/name",
				"app.kubernetes.io/instance", "app.kubernetes.io/component");
	}

	@Test
	void mountsNoKubernetesToken() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.the(ServiceAccount.class).getAutomountServiceAccountToken()).isFalse();
		assertThat(rendered.pod().getEnableServiceLinks()).isFalse();
	}

	@Test
	void keepsTheManagementPortOutOfThePublicService() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "service: {type: NodePort}");

		Service service = rendered.named(Service.class, "facade-ess-facade");
		Service management = rendered.named(Service.class, "facade-ess-facade-management");
		assertThat(service.getSpec().getType()).isEqualTo("NodePort");
		assertThat(service.getSpec().getPorts()).extracting("name").containsExactly("http");
		assertThat(management.getSpec().getType()).isEqualTo("ClusterIP");
		assertThat(management.getSpec().getPorts()).extracting("name").containsExactly("management");
	}

	@Test
	void mountsAFolderPerPodOfTheAuditClaim() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"audit: {file: /var/lib/ess-facade/audit/a.jsonl, volume: {existingClaim: audit}}");

		assertThat(rendered.volume("audit").getPersistentVolumeClaim().getClaimName()).isEqualTo("audit");
		assertThat(rendered.mount("audit").getSubPathExpr()).isEqualTo("$(POD_NAME)");
		assertThat(rendered.env("FACADE_AUDIT_FILE")).isEqualTo("/var/lib/ess-facade/audit/a.jsonl");
	}

	@Test
	void limitsTheSizeOfAnAuditEmptyDir() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"audit: {file: /audit/a, volume: {mountPath: /audit, emptyDirSize: 2Gi}}");

		assertThat(rendered.volume("audit").getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("2Gi"));
		assertThat(rendered.mount("audit").getSubPathExpr()).isNull();
	}

	/**
	 * On the main port, slow clients can use up the connections, and the liveness probe
	 * would fail.
	 */
	@Test
	void probesLivenessOnTheManagementPort() {
		Container container = Chart.render(Chart.MINIMAL).container();

		assertThat(List.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()))
			.extracting((probe) -> probe.getHttpGet().getPath(), (probe) -> probe.getHttpGet().getPort().getStrVal())
			.containsExactly(tuple("/livez", "http"), tuple("/readyz", "http"),
					tuple("/actuator/health/liveness", "management"));
	}

	@Test
	void targetsAUtilizationAbove100Percent() {
		assertThat(Chart.render(Chart.MINIMAL,
				"autoscaling: {enabled: true, targetCPUUtilizationPercentage: 150, targetMemoryUtilizationPercentage: 80}")
			.the(HorizontalPodAutoscaler.class)
			.getSpec()
			.getMetrics())
			.extracting((metric) -> metric.getResource().getName(),
					(metric) -> metric.getResource().getTarget().getAverageUtilization())
			.containsExactly(tuple("cpu", 150), tuple("memory", 80));
	}

	@Test
	void addsTheSelectorToATopologySpreadConstraint() {
		assertThat(Chart
			.render(Chart.MINIMAL,
					"topologySpreadConstraints: [{topologyKey: rack, maxSkew: 1, whenUnsatisfiable: DoNotSchedule}]")
			.pod()
			.getTopologySpreadConstraints()).singleElement()
			.satisfies((constraint) -> assertThat(constraint.getLabelSelector().getMatchLabels())
				.containsEntry("app.kubernetes.io/component", "service"));
	}

	@Test
	void setsADisruptionBudgetInPercent() {
		assertThat(Chart.render(Chart.MINIMAL, "podDisruptionBudget: {minAvailable: 50%}")
			.the(PodDisruptionBudget.class)
			.getSpec()).satisfies((spec) -> {
				assertThat(spec.getMinAvailable().getStrVal()).isEqualTo("50%");
				assertThat(spec.getMaxUnavailable()).isNull();
			});
	}

	@Test
	void placesEveryPodOfTheReleaseAlike() {
		Manifests rendered = Chart.render("""
				security: {mode: open}
				sandbox: {enabled: true}
				imagePullSecrets: [{name: registry}]
				nodeSelector: {disk: ssd}
				tolerations: [{operator: Exists}]
				affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}
				priorityClassName: high
				podLabels: {team: a}
				dnsPolicy: Default
				""");

		assertThat(rendered.pods()).hasSize(5).allSatisfy((pod) -> {
			assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("registry");
			assertThat(pod.getNodeSelector()).containsOnly(Map.entry("disk", "ssd"));
			assertThat(pod.getTolerations()).hasSize(1);
			assertThat(pod.getAffinity()).isNotNull();
			assertThat(pod.getPriorityClassName()).isEqualTo("high");
			assertThat(pod.getDnsPolicy()).isEqualTo("Default");
			assertThat(pod.getContainers().getFirst().getResources().getRequests()).containsKeys("cpu", "memory");
		});
		assertThat(rendered.all(Pod.class)).hasSize(3)
			.allSatisfy((pod) -> assertThat(pod.getMetadata().getLabels()).containsEntry("team", "a"));
		assertThat(rendered.deployment("sandbox").getSpec().getTemplate().getMetadata().getLabels())
			.containsEntry("team", "a");
	}

	@Test
	void removesAFieldOfTheSecurityContext() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"podSecurityContext: {runAsUser: null, runAsGroup: null, fsGroup: null}",
				"securityContext: {readOnlyRootFilesystem: null}");

		assertThat(rendered.pods()).allSatisfy((pod) -> {
			assertThat(pod.getSecurityContext().getRunAsUser()).isNull();
			assertThat(pod.getSecurityContext().getFsGroup()).isNull();
			assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
		});
		assertThat(rendered.container().getSecurityContext()).satisfies((container) -> {
			assertThat(container.getReadOnlyRootFilesystem()).isNull();
			assertThat(container.getAllowPrivilegeEscalation()).isFalse();
		});
	}

	@Test
	void rendersIpFamiliesOfEveryService() {
		assertThat(Chart.render("""
				security: {mode: open}
				sandbox: {enabled: true}
				service: {ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv6, IPv4]}
				""").all(Service.class)).hasSize(3)
			.allSatisfy((service) -> assertThat(service.getSpec().getIpFamilies()).containsExactly("IPv6", "IPv4"));
	}

	@Test
	void namesThePortsAndTheirProtocol() {
		assertThat(Chart.render(Chart.MINIMAL).all(Service.class))
			.flatExtracting((service) -> service.getSpec().getPorts())
			.extracting("name", "appProtocol")
			.containsExactlyInAnyOrder(tuple("http", "http"), tuple("management", "http"));
	}

}
