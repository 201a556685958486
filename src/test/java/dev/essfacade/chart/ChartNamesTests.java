package dev.essfacade.chart;

import java.util.Map;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names, namespaces and labels of the chart's objects. */
class ChartNamesTests {

	private static final String LONG = "a-release-name-of-the-greatest-length-that-helm-takes";

	@Test
	void composesNamesOfReleaseAndChart() {
		assertThat(serviceOf(Chart.ofRelease("my", "a"))).isEqualTo("my-ess-facade");
		assertThat(serviceOf(Chart.ofRelease("ess-facade", "a"))).isEqualTo("ess-facade");
	}

	@Test
	void replacesNamesByOverrides() {
		assertThat(serviceOf(Chart.ofRelease("my", "a"), "nameOverride: b")).isEqualTo("my-b");
		assertThat(serviceOf(Chart.ofRelease("my", "a"), "fullnameOverride: c")).isEqualTo("c");
		assertThat(Chart.ofRelease("my", "a").with(Chart.MINIMAL, "namespaceOverride: d").objects())
			.allSatisfy((object) -> assertThat(object.getMetadata().getNamespace()).isEqualTo("d"));
	}

	@Test
	void cutsLongNamesToAHash() {
		assertThat(serviceOf(Chart.ofRelease(LONG, "a")))
			.isNotEqualTo(serviceOf(Chart.ofRelease(LONG.replace("takes", "has"), "a")))
			.hasSizeLessThanOrEqualTo(40);
		assertThat(Chart.ofRelease(LONG, "a").with(Chart.MINIMAL).objects())
			.allSatisfy((object) -> assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(63)
				.doesNotEndWith("-")
				.doesNotContain("--"));
	}

	/** Before Kubernetes 1.34 a Service's name must start with a letter. */
	@Test
	void startsEveryNameWithALetter() {
		assertThat(Chart.ofRelease("2026", "a").with(Chart.MINIMAL).objects())
			.allSatisfy((object) -> assertThat(object.getMetadata().getName()).startsWith("ess-facade-2026"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456", "1e3", "0x10", "true", "null" })
	void rendersAmbiguousNamesAsStrings(String name) {
		String values = """
				nodeSelector: {a: "%1$s"}
				commonLabels: {b: "%1$s"}
				priorityClassName: "%1$s"
				imagePullSecrets: [{name: "%1$s"}]
				serviceAccount: {name: "%1$s"}
				access: {existingConfigMap: "%1$s"}
				trust: {existingConfigMap: "%1$s"}
				audit: {file: /audit/a, volume: {mountPath: /audit, existingClaim: "%1$s"}}
				credentials: {existingSecret: "%1$s"}
				image: {tag: "%1$s"}
				ingress: {enabled: true, className: "%1$s", hosts: [{host: "%1$s"}], tls: [{secretName: "%1$s"}]}
				serviceMonitor: {enabled: true, labels: {c: "%1$s"}}
				prometheusRule: {enabled: true, runbookUrl: "https://wiki.example.com", labels: {c: "%1$s"}}
				dashboard: {enabled: true, labels: {c: "%1$s"}}
				""".formatted(name);

		Manifests rendered = Chart.ofRelease("r" + name, name).with(Chart.MINIMAL, values);

		assertThat(rendered.objects()).allSatisfy((object) -> {
			assertThat(object.getMetadata().getNamespace()).isEqualTo(name);
			assertThat(object.getMetadata().getLabels()).containsEntry("b", name);
		});
		assertThat(rendered.pod().getServiceAccountName()).isEqualTo(name);
	}

	@Test
	void prefersTheLabelsOfTheChart() {
		Manifests rendered = Chart.render(Chart.MINIMAL, """
				commonLabels: {app.kubernetes.io/instance: x, app.kubernetes.io/component: x, team: a, tier: a}
				podLabels: {app.kubernetes.io/instance: x, app.kubernetes.io/name: x, team: b}
				podAnnotations: {checksum/access: x, note: a}
				serviceAccount: {labels: {app.kubernetes.io/name: x}}
				serviceMonitor: {enabled: true, labels: {app.kubernetes.io/component: x, release: prometheus}}
				prometheusRule: {enabled: true, runbookUrl: "https://wiki.example.com", labels: {helm.sh/chart: x}}
				dashboard: {enabled: true, labels: {app.kubernetes.io/name: x}}
				""");

		assertThat(rendered.objects()).extracting(HasMetadata::getMetadata).allSatisfy((metadata) -> {
			assertThat(metadata.getLabels()).containsEntry("app.kubernetes.io/instance", "facade");
			assertThat(metadata.getLabels()).containsEntry("app.kubernetes.io/name", "ess-facade");
			assertThat(metadata.getLabels()).containsEntry("tier", "a");
		});
		var pod = rendered.deployment("service").getSpec().getTemplate().getMetadata();
		assertThat(pod.getLabels())
			.containsAllEntriesOf(rendered.deployment("service").getSpec().getSelector().getMatchLabels())
			.containsEntry("team", "b");
		assertThat(pod.getAnnotations()).containsEntry("note", "a").doesNotContainEntry("checksum/access", "x");
		assertThat(rendered.the(ServiceMonitor.class).getMetadata().getLabels())
			.containsEntry("app.kubernetes.io/component", "management")
			.containsEntry("release", "prometheus");
	}

	@Test
	void prefersTheAnnotationsOfTheRrsaWebhook() {
		assertThat(Chart
			.render(Chart.MINIMAL, "credentials: {source: rrsa, existingSecret: \"\", rrsa: {roleName: right}}",
					"serviceAccount: {annotations: {pod-identity.alibabacloud.com/role-name: wrong}}")
			.the(ServiceAccount.class)
			.getMetadata()
			.getAnnotations()).contains(Map.entry("pod-identity.alibabacloud.com/role-name", "right"));
	}

	private static String serviceOf(Chart chart, String... values) {
		return chart.with(Chart.MINIMAL, String.join("\n", values)).deployment("service").getMetadata().getName();
	}

}
