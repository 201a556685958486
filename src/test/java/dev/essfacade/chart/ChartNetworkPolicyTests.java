package dev.essfacade.chart;

import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The network policies of the chart. */
class ChartNetworkPolicyTests {

	private static final String SANDBOX = "{sandbox: {enabled: true}, credentials: {source: \"\", existingSecret: \"\"}}";

	@Test
	void permitsOnlyTheHelmTestPodsByDefault() {
		NetworkPolicy policy = Chart.render(Chart.MINIMAL).the(NetworkPolicy.class);

		assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
		assertThat(policy.getSpec().getIngress()).singleElement()
			.satisfies((rule) -> assertThat(rule.getFrom()).singleElement()
				.satisfies((peer) -> assertThat(peer.getPodSelector().getMatchLabels())
					.containsEntry("app.kubernetes.io/component", "test")
					.containsEntry("app.kubernetes.io/instance", "facade")));
	}

	@Test
	void permitsGatewayAndPrometheusOnTheirPortsOnly() {
		List<NetworkPolicyIngressRule> rules = Chart.render(Chart.MINIMAL, """
				networkPolicy:
				  gatewayFrom: [{namespaceSelector: {matchLabels: {a: gateway}}}]
				  prometheusFrom: [{namespaceSelector: {matchLabels: {a: prometheus}}}]
				""").the(NetworkPolicy.class).getSpec().getIngress();

		assertThat(rules).hasSize(3);
		assertThat(portsFor(rules, "gateway")).containsExactly("http");
		assertThat(portsFor(rules, "prometheus")).containsExactly("management");
	}

	@Test
	void permitsDnsAndHttpsButNoNodeMetadata() {
		List<NetworkPolicyEgressRule> rules = Chart.render(Chart.MINIMAL)
			.the(NetworkPolicy.class)
			.getSpec()
			.getEgress();

		assertThat(rules).hasSize(2);
		assertThat(rules.getFirst().getPorts())
			.allSatisfy((port) -> assertThat(port.getPort().getIntVal()).isEqualTo(53));
		assertThat(rules.getLast().getPorts()).singleElement()
			.satisfies((port) -> assertThat(port.getPort().getIntVal()).isEqualTo(443));
		assertThat(rules.getLast().getTo().getFirst().getIpBlock().getExcept()).contains("100.100.100.200/32");
	}

	@Test
	void permitsThePortsOfTheUrlsInTheValues() {
		assertThat(
				portsOut("ess: {endpoint: \"https://ess.example.com:8443/\", stsEndpoint: \"sts.example.com:9443\"}"))
			.containsExactly(443, 8443, 9443);
		assertThat(portsOut(
				"ess: {endpoints: {cn-a: \"http://a\", cn-b: \"https://[fd00::1]:1443\", cn-c: \"https://c\"}}"))
			.containsExactly(1443, 443, 80);
		assertThat(portsOut("tracing: {otlpEndpoint: \"http://collector.observability:4318/v1/traces\"}"))
			.containsExactly(4318, 443);
		assertThat(portsOut("security: {jwt: {issuerUri: \"https://login.example.com:8443/realms/a:1\"}}"))
			.containsExactly(443, 8443);
		assertThat(portsOut("security: {jwt: {jwkSetUri: \"https://keys.example.com:7443/\"}}")).containsExactly(443,
				7443);
	}

	@Test
	void permitsTheTraceCollectorInAnOpenSandbox() {
		assertThat(portsOut(SANDBOX, "security: {mode: open}", "tracing: {otlpEndpoint: \"http://collector:4318/\"}"))
			.containsExactly(4318);
	}

	@Test
	void permitsTheNodeMetadataOnlyForTheNodeRole() {
		String role = "credentials: {source: ecsRole, existingSecret: \"\", ecsRole: {name: r}}";

		assertThat(Chart.render(Chart.MINIMAL, role).the(NetworkPolicy.class).getSpec().getEgress().getLast())
			.satisfies((rule) -> {
				assertThat(rule.getTo().getFirst().getIpBlock().getCidr()).isEqualTo("100.100.100.200/32");
				assertThat(rule.getPorts().getFirst().getPort().getIntVal()).isEqualTo(80);
			});
	}

	@Test
	void permitsTheSimulatorNoEgress() {
		Manifests rendered = Chart.render(Chart.MINIMAL, SANDBOX);

		NetworkPolicy sandbox = rendered.named(NetworkPolicy.class, "facade-ess-facade-sandbox");
		assertThat(rendered.named(NetworkPolicy.class, "facade-ess-facade").getSpec().getEgress()).hasSize(3);
		assertThat(sandbox.getSpec().getPolicyTypes()).contains("Egress");
		assertThat(sandbox.getSpec().getEgress()).isEmpty();
		assertThat(sandbox.getSpec().getIngress().getFirst().getFrom()).singleElement()
			.satisfies((peer) -> assertThat(peer.getPodSelector().getMatchLabels())
				.containsEntry("app.kubernetes.io/component", "service"));
	}

	@Test
	void permitsOnlyTheSimulatorInAnOpenSandbox() {
		assertThat(Chart.render(Chart.MINIMAL, SANDBOX, "security: {mode: open}")
			.named(NetworkPolicy.class, "facade-ess-facade")
			.getSpec()
			.getEgress()).flatExtracting(NetworkPolicyEgressRule::getPorts)
			.extracting((port) -> port.getPort().getIntVal())
			.containsExactly(53, 53, 8180);
	}

	@Test
	void permitsEgressOverIpv4AndIpv6() {
		assertThat(addresses("networkPolicy: {blockedAddresses: [169.254.169.254/32, \"fd00:ec2::254/128\"]}"))
			.satisfiesExactly((ipv4) -> {
				assertThat(ipv4.getCidr()).isEqualTo("0.0.0.0/0");
				assertThat(ipv4.getExcept()).containsExactly("169.254.169.254/32");
			}, (ipv6) -> {
				assertThat(ipv6.getCidr()).isEqualTo("::/0");
				assertThat(ipv6.getExcept()).containsExactly("fd00:ec2::254/128");
			});
		assertThat(addresses("{}").getLast().getExcept()).isEmpty();
	}

	private static List<IPBlock> addresses(String values) {
		return Chart.render(Chart.MINIMAL, values)
			.the(NetworkPolicy.class)
			.getSpec()
			.getEgress()
			.stream()
			.flatMap((rule) -> rule.getTo().stream())
			.map(NetworkPolicyPeer::getIpBlock)
			.toList();
	}

	/**
	 * The address of a node-local DNS cache is link-local, and no selector matches it.
	 * The DNS rule therefore has no destination.
	 */
	@Test
	void permitsDnsToANodeLocalCacheAndOnOpenShift() {
		NetworkPolicyEgressRule dns = Chart.render(Chart.MINIMAL, "networkPolicy: {dnsPorts: [53, 5353]}")
			.the(NetworkPolicy.class)
			.getSpec()
			.getEgress()
			.getFirst();

		assertThat(dns.getTo()).isEmpty();
		assertThat(dns.getPorts()).extracting((port) -> port.getProtocol() + port.getPort().getIntVal())
			.containsExactly("UDP53", "TCP53", "UDP5353", "TCP5353");
	}

	@Test
	void permitsOnlyTheEgressProxyInPlaceOfTheUrls() {
		String proxy = "egressProxy: {url: \"http://proxy.example.com:3128\"}";

		assertThat(portsOut(proxy)).containsExactly(3128);
		assertThat(portsOut(proxy, "egressProxy: {noProxy: [login.example.com]}")).containsExactly(3128, 443);
		assertThat(portsOut(proxy, "tracing: {otlpEndpoint: \"http://collector:4318/\"}")).containsExactly(3128, 4318);
	}

	@Test
	void permitsThePortsOfAnIstioSidecar() {
		NetworkPolicy policy = Chart.render(Chart.MINIMAL,
				"networkPolicy: {mesh: istio-sidecar, prometheusFrom: [{namespaceSelector: {matchLabels: {a: prometheus}}}]}")
			.the(NetworkPolicy.class);

		assertThat(portsFor(policy.getSpec().getIngress(), "prometheus")).containsExactly("management", "15020",
				"15090");
		assertThat(policy.getSpec().getEgress().getLast().getPorts()).extracting(ChartNetworkPolicyTests::text)
			.containsExactly("15012");
	}

	@Test
	void permitsTheTunnelAndTheProbesOfIstioAmbient() {
		NetworkPolicy policy = Chart.render(Chart.MINIMAL,
				"networkPolicy: {mesh: istio-ambient, gatewayFrom: [{namespaceSelector: {matchLabels: {a: gateway}}}]}")
			.the(NetworkPolicy.class);

		assertThat(portsFor(policy.getSpec().getIngress(), "gateway")).containsExactly("http", "15008");
		assertThat(policy.getSpec().getIngress().getLast()).satisfies((probes) -> {
			assertThat(probes.getFrom()).extracting((peer) -> peer.getIpBlock().getCidr())
				.containsExactly("169.254.7.127/32", "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128");
			assertThat(probes.getPorts()).extracting(ChartNetworkPolicyTests::text)
				.containsExactly("http", "management");
		});
		assertThat(policy.getSpec().getEgress().getLast().getPorts()).extracting(ChartNetworkPolicyTests::text)
			.containsExactly("15008");
	}

	private static List<String> portsFor(List<NetworkPolicyIngressRule> rules, String peer) {
		return rules.stream()
			.filter((rule) -> rule.getFrom().getFirst().toString().contains("{a=" + peer + "}"))
			.flatMap((rule) -> rule.getPorts().stream())
			.map(ChartNetworkPolicyTests::text)
			.toList();
	}

	private static String text(NetworkPolicyPort port) {
		return String.valueOf(port.getPort().getValue());
	}

	/**
	 * Returns the ports to which egress is permitted, at all addresses except the blocked
	 * ones.
	 */
	private static List<Integer> portsOut(String... values) {
		return Chart.render(Stream.concat(Stream.of(Chart.MINIMAL), Stream.of(values)).toArray(String[]::new))
			.named(NetworkPolicy.class, "facade-ess-facade")
			.getSpec()
			.getEgress()
			.stream()
			.filter((rule) -> rule.getTo().stream().anyMatch((peer) -> peer.getIpBlock() != null))
			.peek((rule) -> assertThat(rule.getTo().getFirst().getIpBlock().getExcept()).hasSize(2))
			.flatMap((rule) -> rule.getPorts().stream())
			.map((port) -> port.getPort().getIntVal())
			.toList();
	}

}
