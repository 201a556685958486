package dev.essfacade.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.audit.AuditProperties;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.ProblemMessages;
import dev.essfacade.web.problem.ProblemResponses;
import dev.essfacade.web.problem.ProblemTexts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Filters and handlers that a request passes before any controller. The tests use no web
 * server, so that mutation tests are fast.
 */
class SecurityProblemHandlerTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/regions");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final CurrentSubject current = new CurrentSubject(this.request);

	private AnnotationConfigApplicationContext context;

	private SecurityProblemHandler handler;

	@BeforeEach
	void start() {
		this.context = new AnnotationConfigApplicationContext();
		this.context.registerBean(JsonMapper.class, JsonMapper::shared);
		this.context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
		this.context.registerBean(InstantSource.class, InstantSource::system);
		this.context.registerBean(AuditProperties.class, () -> new AuditProperties(null));
		this.context.registerBean("messageSource", MessageSource.class, ProblemMessages::source);
		this.context.scan(ProblemResponses.class.getPackageName());
		this.context.scan(AuditLogger.class.getPackageName());
		this.context.refresh();
		this.handler = new SecurityProblemHandler(problems(), this.context.getBean(ProblemTexts.class), audit(),
				this.current);
		this.request.setRemoteAddr("192.0.2.7");
		LogCapture.listen();
		LogCapture.takeRecent();
	}

	@AfterEach
	void stop() {
		SecurityContextHolder.clearContext();
		this.context.close();
	}

	@Test
	void asksForATokenInARequestWithoutOne() throws Exception {
		this.handler.commence(this.request, this.response, new InsufficientAuthenticationException("canary"));
		isAnswered(401, "unauthenticated",
				"The request has no access token. Send a token in one header: Authorization: Bearer <token>.",
				"Bearer");
	}

	@Test
	void namesTheRuleThatATokenViolates() throws Exception {
		JwtValidationException expired = new JwtValidationException("canary",
				List.of(new OAuth2Error("invalid_token", "expired", null)));
		this.handler.onAuthenticationFailure(this.request, this.response,
				new InvalidBearerTokenException("canary", expired));
		isAnswered(401, "unauthenticated", "The token has expired. Obtain a new token and repeat the request.",
				"Bearer error=\"invalid_token\", error_description=\"The token has expired.\"");
	}

	@Test
	void returnsNoDetailsOfAnyOtherInvalidToken() throws Exception {
		String reason = "The token is malformed or its signature is invalid.";
		this.handler.commence(this.request, this.response,
				new OAuth2AuthenticationException(new OAuth2Error("invalid_request", "canary", null)));
		isAnswered(401, "unauthenticated", reason + " Obtain a new token and repeat the request.",
				"Bearer error=\"invalid_token\", error_description=\"" + reason + "\"");
	}

	@Test
	void answers503WhileSigningKeysAreUnavailable() throws Exception {
		this.handler.onAuthenticationFailure(this.request, this.response, new AuthenticationServiceException("canary"));
		isAnswered(503, "issuer-unavailable",
				"The token issuer's signing keys are unavailable. Repeat the request after the time in Retry-After.",
				null);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ess.read", "HEAD, ess.read", "OPTIONS, ess.read",
			"POST, ess.detach ess.detach.force ess.attach ess.attach.force",
			"DELETE, ess.detach ess.detach.force ess.attach ess.attach.force",
			"PATCH, ess.detach ess.detach.force ess.attach ess.attach.force" })
	void requiresAScopeThatFitsTheMethodAndNamesIt(String method, String scopes) throws Exception {
		this.request.setMethod(method);
		for (Scope scope : Scope.values()) {
			assertThat(isGranted(bearer("ann", scope.id()))).as(scope.id())
				.isEqualTo(List.of(scopes.split(" ")).contains(scope.id()));
		}
		assertThat(isGranted(bearer("ann", "openid"))).isFalse();
		assertThat(isGranted(anonymous())).isFalse();
		SecurityContextHolder.getContext().setAuthentication(bearer("ann", "ess.x"));
		this.handler.handle(this.request, this.response, new AccessDeniedException("canary"));
		isAnswered(403, "forbidden",
				scopes.equals("ess.read") ? "The token lacks the scope ess.read. Obtain a token with this scope."
						: "The token has none of these scopes: " + scopes.replace(" ", ", ")
								+ ". Nothing was executed. Obtain a token with the scope that the operation requires.",
				"Bearer error=\"insufficient_scope\", scope=\"" + scopes + "\"");
	}

	@Test
	void logsTheMissingScope() throws Exception {
		this.handler.handle(this.request, this.response, new AccessDeniedException("canary"));
		assertThat(LogCapture.takeRecent())
			.filteredOn((line) -> line.startsWith(SecurityProblemHandler.class.getName()))
			.singleElement()
			.asString()
			.contains("Denied a request: the token lacks the scope ess.read")
			.doesNotContain("canary");
	}

	@Test
	void rejectsAnOriginThatIsNotConfigured() throws Exception {
		CorsConfiguration configured = new CorsProperties(List.of("https://console.example.com")).configuration();
		ProblemCorsProcessor processor = new ProblemCorsProcessor(problems(), audit());
		this.request.addHeader("Origin", "https://console.example.com");
		MockHttpServletResponse allowed = new MockHttpServletResponse();
		assertThat(processor.processRequest(configured, this.request, allowed)).isTrue();
		assertThat(allowed.getContentAsString()).isEmpty();
		this.request.removeHeader("Origin");
		this.request.addHeader("Origin", "https://elsewhere.example.com");
		assertThat(processor.processRequest(configured, this.request, this.response)).isFalse();
		isAnswered(403, "forbidden",
				"Pages of this origin may not call this service. Ask the operator to add the origin to "
						+ "facade.cors.allowed-origins.",
				null);
	}

	@Test
	void returnsTheSubjectOfTheTokenOrAnonymous() {
		assertThat(this.current.get()).isEqualTo(Subject.anonymous("192.0.2.7"));
		SecurityContextHolder.getContext().setAuthentication(anonymous());
		assertThat(this.current.get()).isEqualTo(Subject.anonymous("192.0.2.7"));
		SecurityContextHolder.getContext().setAuthentication(bearer("ann", "ess.read"));
		assertThat(this.current.get().id()).isEqualTo("ann");
		assertThat(this.current.get().address()).isEqualTo("192.0.2.7");
	}

	@Test
	void addsTheCallerToLogLinesOfItsRequestOnly() throws Exception {
		assertThat(loggedUser()).isEqualTo("none");
		SecurityContextHolder.getContext().setAuthentication(bearer("ann", "ess.read"));
		assertThat(loggedUser()).isEqualTo("ann");
		assertThat(MDC.get("user.id")).isNull();
	}

	@Test
	void rejectsTwoAuthorizationHeaders() {
		SingleBearerTokenConverter bearer = new SingleBearerTokenConverter();
		assertThat(bearer.convert(this.request)).isNull();
		this.request.addHeader("Authorization", "Bearer abc");
		assertThat(bearer.convert(this.request)).isInstanceOfSatisfying(BearerTokenAuthenticationToken.class,
				(token) -> assertThat(token.getToken()).isEqualTo("abc"));
		this.request.addHeader("Authorization", "Bearer abc");
		assertThatThrownBy(() -> bearer.convert(this.request)).isInstanceOf(OAuth2AuthenticationException.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			Bearer abc|abc
			Bearer  abc|abc
			bearer      a.b-c_d~e+f/g==|a.b-c_d~e+f/g==
			BEARER abc=|abc=""")
	void extractsTheTokenAfterAnyNumberOfSpaces(String header, String expected) {
		this.request.addHeader("Authorization", header);
		assertThat(new SingleBearerTokenConverter().convert(this.request)).isInstanceOfSatisfying(
				BearerTokenAuthenticationToken.class, (token) -> assertThat(token.getToken()).isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "Bearer   ", "Bearerabc", "Bearer\tabc", "Bearer \tabc",
			"Bearer abc ", "Bearer abc def", "Bearer abc,", "Bearer \"abc\"", "Bearer =", "Bearer a=b", "Bearer ä",
			"Bearer\u00a0abc" })
	void rejectsAMalformedBearerToken(String header) {
		this.request.addHeader("Authorization", header);
		SingleBearerTokenConverter bearer = new SingleBearerTokenConverter();
		assertThatThrownBy(() -> bearer.convert(this.request)).isInstanceOf(OAuth2AuthenticationException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " Bearer abc", "Basic abc", "DPoP abc", "abc" })
	void ignoresOtherSchemes(String header) {
		this.request.addHeader("Authorization", header);
		assertThat(new SingleBearerTokenConverter().convert(this.request)).isNull();
	}

	private void isAnswered(int status, String code, String detail, @Nullable String challenge) throws Exception {
		assertThat(this.response.getHeader("WWW-Authenticate")).isEqualTo(challenge);
		String body = this.response.getContentAsString();
		assertThat(JsonMapper.shared().readTree(body).path("code").asString()).isEqualTo(code);
		assertThat(JsonMapper.shared().readTree(body).path("detail").asString()).isEqualTo(detail);
		assertThat(JsonMapper.shared().readTree(body).path("status").asInt()).isEqualTo(status);
		assertThat(body).doesNotContain("canary");
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.singleElement()
			.asString()
			.contains("\"" + code + "\"", "192.0.2.7");
	}

	private boolean isGranted(Authentication caller) {
		return new ScopeAuthorization().authorize(() -> caller, new RequestAuthorizationContext(this.request))
			.isGranted();
	}

	private String loggedUser() throws Exception {
		AtomicReference<String> user = new AtomicReference<>("not called");
		new UserMdcFilter().doFilter(this.request, this.response, new MockFilterChain() {
			@Override
			public void doFilter(ServletRequest request, ServletResponse response) {
				user.set(Objects.requireNonNullElse(MDC.get("user.id"), "none"));
			}
		});
		this.request.clearAttributes();
		return user.get();
	}

	private static Authentication bearer(String subject, String scope) {
		Jwt token = Jwt.withTokenValue("t")
			.header("alg", "RS256")
			.subject(subject)
			.claim("scope", scope)
			.expiresAt(Instant.parse("9999-12-31T00:00:00Z"))
			.build();
		return new JwtAuthenticationToken(token);
	}

	private static Authentication anonymous() {
		return new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("A"));
	}

	private ProblemResponses problems() {
		return this.context.getBean(ProblemResponses.class);
	}

	private AuditLogger audit() {
		return this.context.getBean(AuditLogger.class);
	}

}
