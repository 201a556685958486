package dev.essfacade.chart;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The Ingress and the HTTPRoute of the chart. */
class ChartRouteTests {

	private static final String ROUTE = "httpRoute: {enabled: true, parentRefs: [{name: internal}]}";

	@Test
	void createsNoRouteByDefault() {
		Manifests rendered = Chart.render(Chart.MINIMAL);

		assertThat(rendered.all(Ingress.class)).isEmpty();
		assertThat(rendered.all(HTTPRoute.class)).isEmpty();
	}

	@Test
	void setsARequestTimeoutLongerThanAWaitAndACallToEss() {
		assertThat(timeouts("{}")).containsExactly("620s", "75s");
		assertThat(Chart.render(Chart.MINIMAL).env("ESS_DEADLINE")).isEqualTo("20s");
		assertThat(Chart.render(Chart.MINIMAL).env("FACADE_MAX_WAIT")).isEqualTo("50s");
		assertThat(nginx("{}")).containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "75");
	}

	@Test
	void setsTheConfiguredRequestTimeout() {
		String longer = "gatewayRequestTimeoutSeconds: 120";

		assertThat(timeouts(longer)).containsExactly("620s", "120s");
		assertThat(nginx(longer)).containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "120");
	}

	@Test
	void routesEventStreamsByARuleOfTheirOwn() {
		HTTPRouteRule rule = Chart.render(Chart.MINIMAL, ROUTE, "{pathPrefix: /ess, watch: {maxStreamSeconds: 60}}")
			.the(HTTPRoute.class)
			.getSpec()
			.getRules()
			.getFirst();

		assertThat(rule.getMatches()).singleElement().satisfies((match) -> {
			assertThat(match.getPath().getValue()).isEqualTo("/ess");
			assertThat(match.getHeaders()).singleElement()
				.satisfies((header) -> assertThat(header.getType() + " " + header.getName() + ": " + header.getValue())
					.isEqualTo("Exact Accept: text/event-stream"));
		});
		assertThat(rule.getTimeouts().getRequest()).isEqualTo("80s");
		assertThat(rule.getFilters()).hasSize(2);
	}

	private static List<String> timeouts(String values) {
		return Chart.render(Chart.MINIMAL, ROUTE, values)
			.the(HTTPRoute.class)
			.getSpec()
			.getRules()
			.stream()
			.map((rule) -> rule.getTimeouts().getRequest())
			.toList();
	}

	@Test
	void configuresNoRetryOfAPost() {
		assertThat(Chart.render(Chart.MINIMAL, ROUTE).the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getRetry()).isNull());
		assertThat(nginx("{}")).containsEntry("nginx.ingress.kubernetes.io/proxy-next-upstream", "error timeout");
	}

	@Test
	void removesThePathPrefixInAnHttpRoute() {
		HTTPRouteRule rule = Chart.render(Chart.MINIMAL, ROUTE, "pathPrefix: /ess")
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
	void keepsThePathWithoutAPathPrefix() {
		assertThat(Chart.render(Chart.MINIMAL, ROUTE).the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getFilters()).isEmpty());
	}

	@Test
	void routesToThePortOfTheService() {
		assertThat(
				Chart.render(Chart.MINIMAL, ROUTE, "service: {port: 8088}").the(HTTPRoute.class).getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getBackendRefs()).singleElement()
				.satisfies((target) -> assertThat(target.getPort()).isEqualTo(8088)));
	}

	@Test
	void prefersAnAnnotationOfTheValuesInTheIngress() {
		assertThat(nginx("ingress: {annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: \"99\"}}"))
			.containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "99");
	}

	@Test
	void removesThePathPrefixInNginx() {
		Ingress ingress = Chart.render(Chart.MINIMAL, "ingress: {enabled: true}", "pathPrefix: /ess")
			.the(Ingress.class);

		assertThat(ingress.getMetadata().getAnnotations())
			.containsEntry("nginx.ingress.kubernetes.io/rewrite-target", "/$2")
			.containsEntry("nginx.ingress.kubernetes.io/x-forwarded-prefix", "/ess");
		assertThat(ingress.getSpec().getRules().getFirst().getHttp().getPaths().getFirst().getPath())
			.isEqualTo("/ess(/|$)(.*)");
	}

	@Test
	void setsNoNginxAnnotationForAnotherController() {
		assertThat(Chart
			.render(Chart.MINIMAL, "ingress: {enabled: true, controller: other, hosts: [{host: a.example.com}]}")
			.the(Ingress.class)).satisfies((ingress) -> assertThat(ingress.getMetadata().getAnnotations()).isEmpty())
			.satisfies((ingress) -> assertThat(ingress.getSpec().getRules().getFirst().getHost())
				.isEqualTo("a.example.com"));
	}

	@Test
	void configuresTlsInTheIngress() {
		assertThat(Chart.render(Chart.MINIMAL,
				"ingress: {enabled: true, hosts: [{host: a.example.com}], tls: [{secretName: certificate, hosts: [a.example.com]}]}")
			.the(Ingress.class)
			.getSpec()
			.getTls()).singleElement().satisfies((tls) -> {
				assertThat(tls.getSecretName()).isEqualTo("certificate");
				assertThat(tls.getHosts()).containsExactly("a.example.com");
			});
	}

	/**
	 * The API server adds every default that is missing, and Argo CD would show it as a
	 * difference.
	 */
	@Test
	void rendersEveryDefaultOfAnHttpRoute() {
		HTTPRoute route = Chart.render(Chart.MINIMAL, ROUTE).the(HTTPRoute.class);

		assertThat(route.getSpec().getParentRefs()).singleElement().satisfies((parent) -> {
			assertThat(parent.getGroup()).isEqualTo("gateway.networking.k8s.io");
			assertThat(parent.getKind()).isEqualTo("Gateway");
		});
		assertThat(route.getSpec().getRules().getFirst().getMatches().getFirst().getPath())
			.satisfies((path) -> assertThat(path.getType() + path.getValue()).isEqualTo("PathPrefix/"));
		assertThat(route.getSpec().getRules().getFirst().getBackendRefs()).singleElement().satisfies((backend) -> {
			assertThat(backend.getGroup()).isEmpty();
			assertThat(backend.getKind()).isEqualTo("Service");
			assertThat(backend.getWeight()).isOne();
		});
	}

	@Test
	void addsTheBackendToRulesOfTheHttpRoute() {
		assertThat(Chart
			.render(Chart.MINIMAL, ROUTE, "httpRoute: {rules: [{matches: [{path: {type: Exact, value: /api}}]}, {}]}")
			.the(HTTPRoute.class)
			.getSpec()
			.getRules()).hasSize(2).allSatisfy((rule) -> {
				assertThat(rule.getBackendRefs().getFirst().getName()).isEqualTo("facade-ess-facade");
				assertThat(rule.getTimeouts().getRequest()).isEqualTo("75s");
			});
	}

	@Test
	void rendersHostsAndPathsOfTheIngress() {
		List<HTTPIngressPath> paths = Chart.render(Chart.MINIMAL,
				"ingress: {enabled: true, hosts: [{host: a.example.com, paths: [{path: /a, pathType: Exact}]}, {host: b.example.com}]}")
			.the(Ingress.class)
			.getSpec()
			.getRules()
			.stream()
			.flatMap((rule) -> rule.getHttp().getPaths().stream())
			.toList();

		assertThat(paths).extracting(HTTPIngressPath::getPath, HTTPIngressPath::getPathType)
			.containsExactly(tuple("/a", "Exact"), tuple("/", "Prefix"));
	}

	private static Map<String, String> nginx(String values) {
		return Chart.render(Chart.MINIMAL, "ingress: {enabled: true}", values)
			.the(Ingress.class)
			.getMetadata()
			.getAnnotations();
	}

}
