package dev.essfacade.security;

import java.util.List;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import jakarta.servlet.DispatcherType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** The security filter chains of the API port and of the management port. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	/** Probes, the OpenAPI document and Swagger UI, which contain no secret. */
	private static final String[] PUBLIC = { "/", "/livez", "/readyz", "/v3/api-docs", "/v3/api-docs.yaml",
			"/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**" };

	/**
	 * Permits the actuator endpoints, because only the platform reaches the management
	 * port. Answers any other path with 404, such as the second Swagger UI that Spring
	 * MVC would serve there.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain managementPort(HttpSecurity http, ProblemResponses problems) {
		AccessDeniedHandler notFound = (request, response, _) -> problems
			.write(ProblemException.of(ProblemCode.NOT_FOUND, "management"), request, response);
		return BrowserSecurity.none(http.securityMatcher(onManagementPort()))
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
						.permitAll()
						.anyRequest()
						.denyAll())
			.exceptionHandling((denied) -> denied.accessDeniedHandler(notFound)
				.authenticationEntryPoint((request, response, _) -> notFound.handle(request, response,
						new AccessDeniedException("not found"))))
			.build();
	}

	/** Permits public paths. If a request has a token, the token is not evaluated. */
	@Bean
	@Order(2)
	SecurityFilterChain publicPaths(HttpSecurity http, BrowserSecurity browsers) {
		return browsers.apply(http.securityMatcher(PUBLIC))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/**
	 * Requires a token on every other path, unless the mode is open. In jwt mode, the
	 * start fails without a decoder.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain allOtherPaths(HttpSecurity http, Environment environment, ObjectProvider<JwtDecoder> decoder,
			SecurityProblemHandler problems, BrowserSecurity browsers) {
		return SecurityMode.isOpen(environment) ? open(http, browsers)
				: tokens(http, decoder.getObject(), problems, browsers);
	}

	private static SecurityFilterChain tokens(HttpSecurity http, JwtDecoder decoder, SecurityProblemHandler problems,
			BrowserSecurity browsers) {
		return browsers.apply(http)
			.authorizeHttpRequests(
					(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
						.permitAll() // authorized by the first dispatch
						.requestMatchers("/api/**")
						.access(new ScopeAuthorization())
						.anyRequest()
						.authenticated())
			.exceptionHandling((denied) -> denied.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.addFilter(bearer(decoder, problems))
			// Runs before the filter that answers 403, so that the log lines of a 403
			// name the caller.
			.addFilterBefore(new UserMdcFilter(), ExceptionTranslationFilter.class)
			.build();
	}

	private static SecurityFilterChain open(HttpSecurity http, BrowserSecurity browsers) {
		logger.warn("facade.security.mode is open: every client that reaches the port can detach load balancers");
		return browsers.apply(http).authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	private static BearerTokenAuthenticationFilter bearer(JwtDecoder decoder, SecurityProblemHandler problems) {
		JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(decoder);
		// Spring's own converter would turn scopes into granted authorities. The list is
		// empty here, because no code reads granted authorities.
		tokens.setJwtAuthenticationConverter((token) -> new JwtAuthenticationToken(token, List.of()));
		AuthenticationManager manager = new ProviderManager(tokens);
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(manager,
				new SingleBearerTokenConverter());
		filter.setAuthenticationEntryPoint(problems);
		filter.setAuthenticationFailureHandler(problems);
		return filter;
	}

	/**
	 * Disables observations of filters. They took a fifth of a request's processor time.
	 */
	@Bean
	SecurityObservationSettings noObservations() {
		return SecurityObservationSettings.noObservations();
	}

	private static RequestMatcher onManagementPort() {
		return (request) -> WebServerApplicationContext.hasServerNamespace(
				WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()), "management");
	}

	/** Permits any header, parameter and method: each is validated where it is read. */
	@Bean
	StrictHttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderNames((_) -> true);
		firewall.setAllowedHeaderValues((_) -> true);
		firewall.setAllowedParameterNames((_) -> true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler rejectedByFirewall(ProblemResponses problems) {
		return (request, response, _) -> problems.write(ProblemException.of(ProblemCode.INVALID_REQUEST, "path"),
				request, response);
	}

}
