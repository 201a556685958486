package dev.essfacade.security;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.web.problem.ProblemResponses;

import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Response headers for browsers: no caching, no framing, no referrer, and CORS for the
 * configured origins. CSRF protection is off, because there is no session.
 */
@Component
class BrowserSecurity {

	private static final StaticHeadersWriter NOT_KEPT = new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store");

	private final CorsProperties cors;

	private final SwaggerLoginProperties login;

	private final ProblemResponses problems;

	private final AuditLogger audit;

	BrowserSecurity(CorsProperties cors, SwaggerLoginProperties login, ProblemResponses problems, AuditLogger audit) {
		this.cors = cors;
		this.login = login;
		this.problems = problems;
		this.audit = audit;
	}

	HttpSecurity apply(HttpSecurity http) {
		if (!this.cors.allowedOrigins().isEmpty()) {
			http.addFilter(foreignPages());
		}
		return none(http)
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(policy())));
	}

	private CorsFilter foreignPages() {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/api/**", this.cors.configuration());
		CorsFilter filter = new CorsFilter(source);
		filter.setCorsProcessor(new ProblemCorsProcessor(this.problems, this.audit));
		return filter;
	}

	static HttpSecurity none(HttpSecurity http) {
		return http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			// There is no session, and no code reads an anonymous user or the servlet
			// API's user.
			.sessionManagement(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.securityContext(
					(context) -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
			// The gateway sets HSTS; no current browser uses the XSS header.
			.headers((headers) -> headers.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
				.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
				.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
				.xssProtection(HeadersConfigurer.XXssConfig::disable)
				.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
						PathPatternRequestMatcher.withDefaults().matcher("/api/**"), NOT_KEPT)));
	}

	/**
	 * Returns the Content Security Policy. It permits Swagger UI to call this service and
	 * the issuer.
	 */
	private String policy() {
		return "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self'%s; "
			.formatted(this.login.origin()) + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
	}

}
