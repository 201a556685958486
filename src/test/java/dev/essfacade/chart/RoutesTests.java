package dev.essfacade.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets in, who is reached, and how gateways are told to behave. */
class RoutesTests {

	private static final String ROUTE = "httpRoute: {enabled: true, parentRefs: [{name: internal}]}";

	private static final String SANDBOX = "{sandbox: {enabled: true}, credentials: {source: \"\", existingSecret: {name: \"\"}}}";

	@Test
	void hasNoRouteUnasked() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.all(Ingress.class)).isEmpty();
		assertThat(rendered.all(HTTPRoute.class)).isEmpty();
	}

	@Test
	void waitsLongerThanTheLongestAnswerTakes() {
		assertThat(Chart.render(Chart.MINIMAL, ROUTE).the(HTTPRoute.class).getSpec().getRules()).singleElement()
			.satisfies((rule) -> assertThat(rule.getTimeouts().getRequest()).isEqualTo("30s"));
		assertThat(Chart.render(Chart.MINIMAL).env("ESS_DEADLINE")).isEqualTo("20s");
		assertThat(nginx("{}")).containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "30");
	}

	@Test
	void takesTheTimeoutOfTheTeam() {
		String longer = "gateway: {requestTimeoutSeconds: 120}";

		assertThat(Chart.render(Chart.MINIMAL, ROUTE, longer).the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getTimeouts().getRequest()).isEqualTo("120s"));
		assertThat(nginx(longer)).containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "120");
	}

	@Test
	void neverTellsAGatewayToRetry() {
		assertThat(Chart.render(Chart.MINIMAL, ROUTE).the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getRetry()).isNull());
		assertThat(nginx("{}")).containsEntry("nginx.ingress.kubernetes.io/proxy-next-upstream", "error timeout");
	}

	@Test
	void takesThePrefixOffAndSaysSo() {
		HTTPRouteRule rule = Chart.render(Chart.MINIMAL, ROUTE, "gateway: {prefix: /ess}")
			.the(HTTPRoute.class)
			.getSpec()
			.getRules()
			.getLast();

		assertThat(rule.getMatches().getFirst().getPath().getValue()).isEqualTo("/ess");
		assertThat(rule.getFilters().getFirst().getUrlRewrite().getPath().getReplacePrefixMatch()).isEqualTo("/");
		assertThat(rule.getFilters().getLast().getRequestHeaderModifier().getSet().getFirst())
			.satisfies((header) -> assertThat(header.getName() + ": " + header.getValue())
				.isEqualTo("X-Forwarded-Prefix: /ess"));
	}

	@Test
	void leavesThePathAloneWithoutAPrefix() {
		assertThat(Chart.render(Chart.MINIMAL, ROUTE).the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getFilters()).isEmpty());
	}

	@Test
	void leadsARouteToThePortOfTheService() {
		assertThat(
				Chart.render(Chart.MINIMAL, ROUTE, "service: {port: 8088}").the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getBackendRefs()).singleElement()
				.satisfies((target) -> assertThat(target.getPort()).isEqualTo(8088)));
	}

	@Test
	void letsAnAnnotationOfTheTeamDecide() {
		assertThat(nginx("ingress: {annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: \"99\"}}"))
			.containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "99");
	}

	@Test
	void takesThePrefixOffInNginx() {
		Ingress ingress = Chart.render(Chart.MINIMAL, "ingress: {enabled: true}", "gateway: {prefix: /ess}")
			.the(Ingress.class);

		assertThat(ingress.getMetadata().getAnnotations())
			.containsEntry("nginx.ingress.kubernetes.io/rewrite-target", "/$2")
			.containsEntry("nginx.ingress.kubernetes.io/x-forwarded-prefix", "/ess");
		assertThat(ingress.getSpec().getRules().getFirst().getHttp().getPaths().getFirst().getPath())
			.isEqualTo("/ess(/|$)(.*)");
	}

	@Test
	void tellsAnotherControllerNothingItDoesNotKnow() {
		assertThat(Chart.render(Chart.MINIMAL, "ingress: {enabled: true, controller: other, host: a.example.com}")
			.the(Ingress.class)).satisfies((ingress) -> assertThat(ingress.getMetadata().getAnnotations()).isEmpty())
			.satisfies((ingress) -> assertThat(ingress.getSpec().getRules().getFirst().getHost())
				.isEqualTo("a.example.com"));
	}

	@Test
	void endsTlsForItsHost() {
		assertThat(
				Chart.render(Chart.MINIMAL, "ingress: {enabled: true, host: a.example.com, tlsSecretName: certificate}")
					.the(Ingress.class)
					.getSpec()
					.getTls())
			.singleElement()
			.satisfies((tls) -> {
				assertThat(tls.getSecretName()).isEqualTo("certificate");
				assertThat(tls.getHosts()).containsExactly("a.example.com");
			});
	}

	@Test
	void letsNobodyInUnasked() {
		NetworkPolicy policy = Chart.render(Chart.MINIMAL).the(NetworkPolicy.class);

		assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
		assertThat(policy.getSpec().getIngress()).singleElement()
			.satisfies((rule) -> assertThat(rule.getFrom()).singleElement()
				.satisfies((peer) -> assertThat(peer.getPodSelector().getMatchLabels())
					.containsEntry("app.kubernetes.io/component", "test")
					.containsEntry("app.kubernetes.io/instance", "facade")));
	}

	@Test
	void letsTheGatewayAndPrometheusInToTheirPortsOnly() {
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
	void reachesDnsAndHttpsUnlessMoreIsNamedAndNeverTheNodesMetadata() {
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
	void reachesThePortsThatTheValuesName() {
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
	void reachesACollectorFromAnOpenSandboxToo() {
		assertThat(portsOut(SANDBOX, "security: {mode: open}", "tracing: {otlpEndpoint: \"http://collector:4318/\"}"))
			.containsExactly(4318);
	}

	/** The ports of all addresses but those of the node's metadata. */
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

	@Test
	void opensTheNodesMetadataForTheNodesRoleOnly() {
		String role = "credentials: {source: ecsRole, existingSecret: {name: \"\"}, ecsRole: {name: r}}";

		assertThat(Chart.render(Chart.MINIMAL, role).the(NetworkPolicy.class).getSpec().getEgress().getLast())
			.satisfies((rule) -> {
				assertThat(rule.getTo().getFirst().getIpBlock().getCidr()).isEqualTo("100.100.100.200/32");
				assertThat(rule.getPorts().getFirst().getPort().getIntVal()).isEqualTo(80);
			});
	}

	@Test
	void reachesTheSimulatorInTheSandboxWhichReachesNobody() {
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
	void reachesNothingButTheSimulatorInAnOpenSandbox() {
		assertThat(Chart.render(Chart.MINIMAL, SANDBOX, "security: {mode: open}")
			.named(NetworkPolicy.class, "facade-ess-facade")
			.getSpec()
			.getEgress()).flatExtracting(NetworkPolicyEgressRule::getPorts)
			.extracting((port) -> port.getPort().getIntVal())
			.containsExactly(53, 53, 8180);
	}

	@Test
	void testsAnInstallationWithoutChangingAnything() {
		List<Pod> tests = Chart.render(Chart.MINIMAL).all(Pod.class);

		assertThat(tests).hasSizeGreaterThanOrEqualTo(3).allSatisfy((test) -> {
			String script = test.getSpec().getContainers().getFirst().getArgs().getFirst();
			assertThat(script).contains("wget").doesNotContain("--post", "--method", "etach");
			assertThat(test.getSpec().getRestartPolicy()).isEqualTo("Never");
		});
		assertThat(Chart.read(Chart.FOLDER.resolve("templates/tests/_pod.tpl"))).contains("helm.sh/hook: test");
	}

	@Test
	void expectsAnInstallationToBeAsOpenAsItsSettingSays() {
		assertThat(door("security: {mode: open}")).contains("grep -q 'HTTP/1.1 200'");
		assertThat(door("{}")).contains("grep -q 'HTTP/1.1 401'");
	}

	private static String door(String values) {
		return Chart.render(Chart.MINIMAL, values)
			.named(Pod.class, "facade-ess-facade-test-door")
			.getSpec()
			.getContainers()
			.getFirst()
			.getArgs()
			.getFirst();
	}

	private static Map<String, String> nginx(String values) {
		return Chart.render(Chart.MINIMAL, "ingress: {enabled: true}", values)
			.the(Ingress.class)
			.getMetadata()
			.getAnnotations();
	}

	private static List<String> portsFor(List<NetworkPolicyIngressRule> rules, String who) {
		return rules.stream()
			.filter((rule) -> rule.getFrom().getFirst().toString().contains("{a=" + who + "}"))
			.flatMap((rule) -> rule.getPorts().stream())
			.map((port) -> port.getPort().getStrVal())
			.toList();
	}

}
