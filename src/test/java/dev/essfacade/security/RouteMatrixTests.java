package dev.essfacade.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.InvalidTokens;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import dev.esssimulator.EssSimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls every mapped route with every kind of credential. For a new route, a test fails
 * until the table names the permitted callers.
 */
class RouteMatrixTests {

	private static final String POST = "POST ";

	/**
	 * The expected responses by route. Routes of the management port start with
	 * "management".
	 */
	private static final Map<String, Expectation> ROUTES = Map.ofEntries(
			Map.entry("GET /api/v1/regions", Expectation.withoutRule(Scope.READ, 200)),
			Map.entry("GET /api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}",
					new Expectation(Scope.READ, 404)),
			Map.entry("GET /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/scaling-activities",
					new Expectation(Scope.READ, 200)),
			Map.entry("POST /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/alb-server-groups/detach",
					new Expectation(Scope.DETACH, 200, 409)),
			Map.entry("POST /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/load-balancers/detach",
					new Expectation(Scope.DETACH, 200, 409)),
			Map.entry("POST /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/alb-server-groups/attach",
					new Expectation(Scope.ATTACH, 200, 409)),
			Map.entry("POST /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/load-balancers/attach",
					new Expectation(Scope.ATTACH, 200, 409)),
			Map.entry("GET /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/attachments",
					new Expectation(Scope.READ, 200)),
			Map.entry("GET /", Expectation.ofAnybody(302)), Map.entry("GET /error", Expectation.ofAnyToken(404)),
			Map.entry("GET /livez", Expectation.ofAnybody(200)), Map.entry("GET /readyz", Expectation.ofAnybody(200)),
			Map.entry("GET /v3/api-docs", Expectation.ofAnybody(200)),
			Map.entry("GET /v3/api-docs.yaml", Expectation.ofAnybody(200)),
			Map.entry("GET /v3/api-docs/swagger-config", Expectation.ofAnybody(200)),
			Map.entry("GET /swagger-ui.html", Expectation.ofAnybody(302)),
			Map.entry("GET /swagger-ui/*index.html", Expectation.ofAnybody(200)),
			Map.entry("GET /swagger-ui/*swagger-initializer.js", Expectation.ofAnybody(200)),
			Map.entry("GET /swagger-ui/**", Expectation.ofAnybody(404)),
			Map.entry("management GET /swagger-ui/*index.html", Expectation.ofAnybody(404)),
			Map.entry("management GET /swagger-ui/*swagger-initializer.js", Expectation.ofAnybody(404)),
			Map.entry("management GET /swagger-ui/**", Expectation.ofAnybody(404)),
			Map.entry("management GET /actuator", Expectation.ofAnybody(200)),
			Map.entry("management GET /actuator/health", Expectation.ofAnybody(200)),
			Map.entry("management GET /actuator/health/**", Expectation.ofAnybody(404)),
			Map.entry("management GET /actuator/info", Expectation.ofAnybody(200)),
			Map.entry("management GET /actuator/prometheus", Expectation.ofAnybody(200)));

	/**
	 * Paths without a route. On the main port, a request without a token gets 401, as for
	 * a protected route.
	 */
	private static final Map<String, Expectation> NOWHERE = nowhere();

	private static final TestIssuer issuer = new TestIssuer();

	private static final List<ApplicationContext> ports = new ArrayList<>();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with((context) -> context.addApplicationListener(
				(ApplicationListener<WebServerInitializedEvent>) (event) -> ports.add(event.getApplicationContext())),
				issuer.settings());
	}

	@AfterAll
	static void stop() {
		facade.close();
		issuer.close();
	}

	@BeforeEach
	void oneGroup() {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		ess.add(TestGroups.group());
	}

	@Test
	void findsEveryRouteInTheTableAndNoOther() {
		assertThat(routes()).isEqualTo(new TreeSet<>(ROUTES.keySet()));
	}

	@Test
	void examinesEveryHandlerMapping() {
		assertThat(ports).hasSize(2)
			.flatMap((port) -> port.getBeansOfType(HandlerMapping.class).values())
			.allMatch(RouteMatrixTests::isExamined);
	}

	private static boolean isExamined(HandlerMapping mapping) {
		return switch (mapping) {
			case RequestMappingInfoHandlerMapping _ -> true;
			case AbstractUrlHandlerMapping urls -> urls.getRootHandler() == null && urls.getDefaultHandler() == null;
			case RouterFunctionMapping functions -> functions.getRouterFunction() == null;
			// CompositeHandlerMapping delegates to the other mappings of its context.
			default -> mapping.getClass().getSimpleName().equals("CompositeHandlerMapping");
		};
	}

	@Test
	void hasNoServletBesideSpringMvc() {
		assertThat(ports).extracting((port) -> ((ServletWebServerApplicationContext) port).getServletContext())
			.flatMap((servlets) -> Objects.requireNonNull(servlets).getServletRegistrations().keySet())
			.containsExactlyInAnyOrder("dispatcherServlet", "dispatcherServletRegistration");
	}

	@Test
	void answersEveryCredentialAsTheTableSays() throws JOSEException {
		Map<String, Expectation> routes = new TreeMap<>(ROUTES);
		routes.putAll(NOWHERE);
		List<Visit> visits = new ArrayList<>();
		int number = 0;
		for (Visit.Credential credential : credentials()) {
			for (Map.Entry<String, Expectation> route : routes.entrySet()) {
				Visit visit = new Visit(route.getKey(), route.getValue(), credential);
				// Outside the API, every fifth call with an invalid token is enough.
				if (visit.isOfApi() || credential.isValid() || number++ % 5 == 0) {
					visits.add(visit);
				}
			}
		}
		assertThat(visits).hasSizeGreaterThan(1000);
		assertThat(visits.parallelStream().map(Visit::surprise).filter(Objects::nonNull)).isEmpty();
	}

	@Test
	void sendsNothingToEssForAnInvalidToken() throws JOSEException {
		InvalidTokens.of(issuer)
			.values()
			.forEach((headers) -> facade.caller()
				.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, headers.toArray(String[]::new)));
		assertThat(SimulatedEss.simulator().received()).isEmpty();
	}

	@Test
	void triesMoreThan80KindsOfInvalidTokens() throws JOSEException {
		assertThat(InvalidTokens.of(issuer)).hasSizeGreaterThan(80);
	}

	private static Map<String, Expectation> nowhere() {
		Map<String, Expectation> nowhere = new TreeMap<>(
				Map.of("GET /api/nowhere", Expectation.withoutRule(Scope.READ, 404), "POST /api/nowhere",
						Expectation.ofAnyWriteScope(404), "GET /nowhere", Expectation.ofAnyToken(404),
						"management GET /api/nowhere", Expectation.ofAnybody(404)));
		for (String endpoint : List.of("beans", "configprops", "env", "heapdump", "jolokia", "loggers", "mappings",
				"shutdown", "threaddump")) {
			nowhere.put("GET /actuator/" + endpoint, Expectation.ofAnyToken(404));
			nowhere.put("management GET /actuator/" + endpoint, Expectation.ofAnybody(404));
		}
		nowhere.put("GET /actuator/health", Expectation.ofAnyToken(404));
		nowhere.put("GET /h2-console", Expectation.ofAnyToken(404));
		nowhere.put("management GET /h2-console", Expectation.ofAnybody(404));
		return nowhere;
	}

	private static List<Visit.Credential> credentials() throws JOSEException {
		List<Visit.Credential> all = new ArrayList<>();
		all.add(new Visit.Credential("no token", null, false, List.of()));
		InvalidTokens.of(issuer).forEach((name, headers) -> all.add(new Visit.Credential(name, null, false, headers)));
		for (boolean ruled : new boolean[] { true, false }) {
			all.add(good("no scope", EnumSet.noneOf(Scope.class), ruled));
			all.add(good("all scopes", EnumSet.allOf(Scope.class), ruled));
			Arrays.stream(Scope.values()).forEach((scope) -> all.add(good(scope.id(), EnumSet.of(scope), ruled)));
		}
		return all;
	}

	/**
	 * Returns a credential with a valid token. A rule allows everything to a subject that
	 * starts with "some".
	 */
	private static Visit.Credential good(String name, Set<Scope> scopes, boolean ruled) {
		String token = issuer.token(ruled ? "somebody" : "nobody",
				scopes.stream().map(Scope::id).toArray(String[]::new));
		return new Visit.Credential(name + (ruled ? " and a rule" : " and no rule"), scopes, ruled,
				List.of("Authorization", "Bearer " + token));
	}

	/** Returns all routes that the running service has mapped. */
	private static Set<String> routes() {
		assertThat(ports).hasSize(2);
		return ports.stream().flatMap(RouteMatrixTests::routes).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<String> routes(ApplicationContext port) {
		String where = "management".equals(((ServletWebServerApplicationContext) port).getServerNamespace())
				? "management " : "";
		Collection<RequestMappingInfoHandlerMapping> methods = port
			.getBeansOfType(RequestMappingInfoHandlerMapping.class)
			.values();
		Stream<String> controllers = methods.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.flatMap(RouteMatrixTests::routes);
		Stream<String> resources = port.getBeansOfType(AbstractUrlHandlerMapping.class)
			.values()
			.stream()
			.flatMap((mapping) -> mapping.getHandlerMap().keySet().stream())
			.map((path) -> "GET " + path);
		return Stream.concat(controllers, resources)
			.filter((route) -> where.isEmpty() || !route.equals("GET /error"))
			.map((route) -> where + route)
			.distinct();
	}

	private static Stream<String> routes(RequestMappingInfo mapping) {
		Stream<String> methods = mapping.getMethodsCondition().getMethods().isEmpty() ? Stream.of("GET")
				: mapping.getMethodsCondition().getMethods().stream().map(Enum::name);
		return methods.flatMap((method) -> mapping.getPatternValues().stream().map((path) -> method + " " + path));
	}

	/**
	 * The expected response of a route.
	 *
	 * @param scopes scopes of which the token needs one; empty: no scope is needed
	 * @param token whether a token is needed
	 * @param rule whether a rule has to allow the call
	 * @param statuses statuses of a permitted call
	 */
	private record Expectation(Set<Scope> scopes, boolean token, boolean rule, List<Integer> statuses) {

		private static final Set<Scope> WRITE_SCOPES = EnumSet.complementOf(EnumSet.of(Scope.READ));

		Expectation(Scope scope, Integer... statuses) {
			this(Set.of(scope), true, true, List.of(statuses));
		}

		static Expectation withoutRule(Scope scope, int status) {
			return new Expectation(Set.of(scope), true, false, List.of(status));
		}

		static Expectation ofAnyWriteScope(int status) {
			return new Expectation(WRITE_SCOPES, true, false, List.of(status));
		}

		static Expectation ofAnyToken(int status) {
			return new Expectation(Set.of(), true, false, List.of(status));
		}

		static Expectation ofAnybody(int status) {
			return new Expectation(Set.of(), false, false, List.of(status));
		}

		/** Returns whether the token is invalid or has a scope that this route needs. */
		boolean isScoped(Visit.Credential credential) {
			return this.scopes.isEmpty() || credential.scopes() == null
					|| !Collections.disjoint(credential.scopes(), this.scopes);
		}

		/**
		 * Returns the expected {@code WWW-Authenticate}. If a token for a write has no
		 * write scope, the filter responds, otherwise the policy.
		 */
		String challenge(Visit.Credential credential) {
			boolean filter = !this.scopes.contains(Scope.READ)
					&& Collections.disjoint(Objects.requireNonNull(credential.scopes()), WRITE_SCOPES);
			return Scope.challenge(List.copyOf(filter ? WRITE_SCOPES : this.scopes));
		}

		List<Integer> of(Visit.Credential credential) {
			if (!this.token) {
				return this.statuses;
			}
			if (credential.scopes() == null) {
				return List.of(401);
			}
			return (isScoped(credential) && (!this.rule || credential.ruled())) ? this.statuses : List.of(403);
		}

	}

	/**
	 * A call of one route with one credential.
	 *
	 * @param route the route as in the table
	 * @param expectation the expected response of the route
	 * @param credential the credential of the call
	 */
	private record Visit(String route, Expectation expectation, Credential credential) {

		@Nullable String surprise() {
			Answer answer = answer();
			boolean problem = answer.status() < 400
					|| Objects.equals(answer.header("Content-Type"), "application/problem+json")
					|| this.route.startsWith("management");
			boolean says = answer.status() != 401 || answer.mustHave("WWW-Authenticate").startsWith("Bearer");
			boolean names = this.expectation.isScoped(this.credential)
					|| Objects.equals(answer.header("WWW-Authenticate"), this.expectation.challenge(this.credential));
			boolean silent = answer.header("Set-Cookie") == null;
			return (this.expectation.of(this.credential).contains(answer.status()) && problem && says && names
					&& silent) ? null
							: this.route + " by " + this.credential.name() + ": " + answer.http() + " "
									+ answer.http().body();
		}

		boolean isOfApi() {
			return this.route.contains(" /api/v1/");
		}

		private Answer answer() {
			boolean management = this.route.startsWith("management ");
			Caller caller = management ? facade.managementCaller() : facade.caller();
			String bare = this.route.replace("management ", "")
				.replace("{regionId}", "cn-hangzhou")
				.replace("{scalingGroupId}", "asg-bp18p2yfxow2dloq")
				.replace("{scalingActivityId}", "asa-bp1c9djwrgxjyk31ruja")
				.replace("**", "nowhere")
				.replace("*", "");
			String path = bare.substring(bare.indexOf(' ') + 1);
			return bare.startsWith(POST) ? caller.post(path, body(path), this.credential.array())
					: caller.get(path, this.credential.array());
		}

		private static String body(String path) {
			if (path.endsWith("/attach")) {
				return path.contains("load-balancers") ? TestGroups.CLB_ATTACH : TestGroups.ALB_ATTACH;
			}
			return path.contains("load-balancers") ? TestGroups.CLB_DETACH : TestGroups.ALB_DETACH;
		}

		/**
		 * Headers of a request with a valid token, an invalid token or no token.
		 *
		 * @param name a description for failure messages
		 * @param scopes the scopes of a valid token; null if there is no valid token
		 * @param ruled whether a rule allows everything to the subject
		 * @param headers names and values in turn
		 */
		private record Credential(String name, @Nullable Set<Scope> scopes, boolean ruled, List<String> headers) {

			boolean isValid() {
				return this.scopes != null;
			}

			String[] array() {
				return this.headers.toArray(String[]::new);
			}

		}

	}

}
