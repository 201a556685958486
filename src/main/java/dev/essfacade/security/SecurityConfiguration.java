package dev.essfacade.security;

import dev.essfacade.web.problem.ProblemCode;
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
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** What stands between a request and the controllers. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	/** Probes, the document and its page, which hold no secret. */
	private static final String[] OPEN = { "/livez", "/readyz", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**",
			"/swagger-ui.html", "/swagger-ui/**" };

	/**
	 * Only those of the platform reach it. Of what else springs up in its context, such
	 * as a second Swagger UI, nothing is there.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain managementPort(HttpSecurity http, ProblemResponses problems) {
		AccessDeniedHandler nothing = (request, response, _) -> problems.write(ProblemCode.NOT_FOUND,
				"The management port has health, info and prometheus.", request, response);
		return BrowserSecurity.none(http.securityMatcher(onManagementPort()))
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
						.permitAll()
						.anyRequest()
						.denyAll())
			.exceptionHandling((refused) -> refused.accessDeniedHandler(nothing)
				.authenticationEntryPoint((request, response, _) -> nothing.handle(request, response,
						new AccessDeniedException("nothing"))))
			.build();
	}

	/** Here no token is looked at, not even a bad one. */
	@Bean
	@Order(2)
	SecurityFilterChain openAddresses(HttpSecurity http, BrowserSecurity browsers) {
		return browsers.apply(http.securityMatcher(OPEN))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/**
	 * Whatever is not said to be open takes a token: without a decoder nothing starts.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain anythingElse(HttpSecurity http, Environment environment, ObjectProvider<JwtDecoder> decoder,
			SecurityProblemHandler refusals, BrowserSecurity browsers) {
		return SecurityMode.isOpen(environment) ? open(http, browsers)
				: tokens(http, decoder.getObject(), refusals, browsers);
	}

	private static SecurityFilterChain tokens(HttpSecurity http, JwtDecoder decoder, SecurityProblemHandler refusals,
			BrowserSecurity browsers) {
		return browsers.apply(http)
			.authorizeHttpRequests(
					(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
						.permitAll() // the request itself has been checked
						.requestMatchers("/api/**")
						.access(new ScopeAuthorizationManager())
						.anyRequest()
						.authenticated())
			.exceptionHandling((refused) -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.addFilter(bearer(decoder, refusals))
			// In front of what refuses, so that a refusal has the caller, too.
			.addFilterBefore(new UserMdcFilter(), ExceptionTranslationFilter.class)
			.build();
	}

	private static SecurityFilterChain open(HttpSecurity http, BrowserSecurity browsers) {
		logger.warn("facade.security.mode is open: whoever reaches the port can take backends out of load balancers");
		return browsers.apply(http).authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

	private static BearerTokenAuthenticationFilter bearer(JwtDecoder decoder, SecurityProblemHandler refusals) {
		JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(decoder);
		AuthenticationManager manager = new ProviderManager(tokens);
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(manager,
				new SingleBearerTokenConverter());
		filter.setAuthenticationEntryPoint(refusals);
		filter.setAuthenticationFailureHandler(refusals);
		return filter;
	}

	private static RequestMatcher onManagementPort() {
		return (request) -> WebServerApplicationContext.hasServerNamespace(
				WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()), "management");
	}

	/** Whoever reads a header or asks for a method checks it by a rule of its own. */
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
	RequestRejectedHandler firewallRefusal(ProblemResponses problems) {
		return (request, response, _) -> problems.write(ProblemCode.INVALID_REQUEST,
				"The path holds a character, or an encoding of one, that no address here has.", request, response);
	}

}
