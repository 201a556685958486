package dev.essfacade.chart;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rendered ServiceMonitor. */
class ServiceMonitorTests {

	@Test
	void scrapesTheManagementServiceAndNoOther() {
		Manifests rendered = Chart.render(Chart.MINIMAL,
				"serviceMonitor: {enabled: true, labels: {release: prometheus}}");

		ServiceMonitor monitor = rendered.the(ServiceMonitor.class);
		assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
		assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies((endpoint) -> {
			assertThat(endpoint.getPort()).isEqualTo("management");
			assertThat(endpoint.getPath()).isEqualTo("/actuator/prometheus");
		});
		assertThat(rendered.all(Service.class))
			.filteredOn((service) -> service.getMetadata()
				.getLabels()
				.entrySet()
				.containsAll(monitor.getSpec().getSelector().getMatchLabels().entrySet()))
			.extracting((service) -> service.getMetadata().getName())
			.containsExactly("facade-ess-facade-management");
	}

}
