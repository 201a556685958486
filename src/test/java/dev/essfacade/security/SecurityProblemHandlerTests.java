package dev.essfacade.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.audit.AuditProperties;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.support.LogCapture;
import dev.essfacade.web.problem.ProblemResponses;
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
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

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
 * What meets a request before any controller. Over the wire it is tested elsewhere; here
 * it is tried so fast that each mutant can be.
 */
class SecurityProblemHandlerTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/regions");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final CurrentSubject current = new CurrentSubject(this.request);

	private AnnotationConfigApplicationContext context;

	private SecurityProblemHandler refusals;

	@BeforeEach
	void start() {
		this.context = new AnnotationConfigApplicationContext();
		this.context.registerBean(JsonMapper.class, JsonMapper::shared);
		this.context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
		this.context.registerBean(InstantSource.class, InstantSource::system);
		this.context.registerBean(AuditProperties.class, () -> new AuditProperties(null));
		this.context.register(ProblemResponses.class);
		this.context.scan(AuditLogger.class.getPackageName());
		this.context.refresh();
		this.refusals = new SecurityProblemHandler(problems(), audit(), this.current);
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
	void whoSendsNoTokenIsToldHow() throws Exception {
		this.refusals.commence(this.request, this.response, new InsufficientAuthenticationException("canary"));
		isTold(401, "unauthenticated", "Send a token, in one header: Authorization: Bearer <token>.", "Bearer");
	}

	@Test
	void aTokenThatBreaksARuleIsRefusedByItsName() throws Exception {
		JwtValidationException expired = new JwtValidationException("canary",
				List.of(new OAuth2Error("invalid_token", "The token has expired.", null)));
		this.refusals.onAuthenticationFailure(this.request, this.response,
				new InvalidBearerTokenException("canary", expired));
		isTold(401, "unauthenticated", "The token has expired.",
				"Bearer error=\"invalid_token\", error_description=\"The token has expired.\"");
	}

	@Test
	void ofAnyOtherBadTokenNothingIsSaid() throws Exception {
		String nothing = "What was sent is no token that this service can read and verify.";
		this.refusals.commence(this.request, this.response,
				new OAuth2AuthenticationException(new OAuth2Error("invalid_request", "canary", null)));
		isTold(401, "unauthenticated", nothing,
				"Bearer error=\"invalid_token\", error_description=\"" + nothing + "\"");
	}

	@Test
	void whereNobodyCanTellTheTokenIsNotCalledBad() throws Exception {
		this.refusals.onAuthenticationFailure(this.request, this.response,
				new AuthenticationServiceException("canary"));
		isTold(503, "issuer-unavailable",
				"Nothing was sent: the keys that tokens are checked with cannot be had at the moment.", null);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ess.read", "HEAD, ess.read", "OPTIONS, ess.read", "POST, ess.detach", "DELETE, ess.detach" })
	void theScopeThatTheMethodTakesIsAskedForAndNamed(String method, String scope) throws Exception {
		this.request.setMethod(method);
		assertThat(isLetIn(bearer("ann", scope))).isTrue();
		assertThat(isLetIn(bearer("ann", scope.equals("ess.read") ? "ess.detach" : "ess.read"))).isFalse();
		assertThat(isLetIn(anonymous())).isFalse();
		SecurityContextHolder.getContext().setAuthentication(bearer("ann", "ess.x"));
		this.refusals.handle(this.request, this.response, new AccessDeniedException("canary"));
		isTold(403, "forbidden", "The token lacks the scope " + scope + ".",
				"Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
	}

	@Test
	void whichScopeIsMissingStandsInTheLog() throws Exception {
		this.refusals.handle(this.request, this.response, new AccessDeniedException("canary"));
		assertThat(LogCapture.takeRecent())
			.filteredOn((line) -> line.startsWith(SecurityProblemHandler.class.getName()))
			.singleElement()
			.asString()
			.contains("Refused: the token lacks the scope ess.read")
			.doesNotContain("canary");
	}

	@Test
	void thePageOfAForeignOriginIsRefused() throws Exception {
		CorsConfiguration ours = new CorsProperties(List.of("https://console.example.com")).configuration();
		ProblemCorsProcessor pages = new ProblemCorsProcessor(problems(), audit());
		this.request.addHeader("Origin", "https://console.example.com");
		MockHttpServletResponse fine = new MockHttpServletResponse();
		assertThat(pages.processRequest(ours, this.request, fine)).isTrue();
		assertThat(fine.getContentAsString()).isEmpty();
		this.request.removeHeader("Origin");
		this.request.addHeader("Origin", "https://elsewhere.example.com");
		assertThat(pages.processRequest(ours, this.request, this.response)).isFalse();
		isTold(403, "forbidden", "Pages of this origin may not call this service.", null);
	}

	@Test
	void whoAsksIsWhomTheTokenNamesOrNobody() {
		assertThat(this.current.get()).isEqualTo(Subject.anonymous("192.0.2.7"));
		SecurityContextHolder.getContext().setAuthentication(anonymous());
		assertThat(this.current.get()).isEqualTo(Subject.anonymous("192.0.2.7"));
		SecurityContextHolder.getContext().setAuthentication(bearer("ann", "ess.read"));
		assertThat(this.current.get().id()).isEqualTo("ann");
		assertThat(this.current.get().address()).isEqualTo("192.0.2.7");
	}

	@Test
	void theCallerStandsInTheLogOfHisRequestAlone() throws Exception {
		assertThat(userInTheLog()).isEqualTo("none");
		SecurityContextHolder.getContext().setAuthentication(bearer("ann", "ess.read"));
		assertThat(userInTheLog()).isEqualTo("ann");
		assertThat(MDC.get("user.id")).isNull();
	}

	@Test
	void oneHeaderIsOneTokenAndTwoAreNone() {
		SingleBearerTokenConverter bearer = new SingleBearerTokenConverter();
		assertThat(bearer.convert(this.request)).isNull();
		this.request.addHeader("Authorization", "Bearer abc");
		assertThat(bearer.convert(this.request)).isInstanceOfSatisfying(BearerTokenAuthenticationToken.class,
				(token) -> assertThat(token.getToken()).isEqualTo("abc"));
		this.request.addHeader("Authorization", "Bearer abc");
		assertThatThrownBy(() -> bearer.convert(this.request)).isInstanceOf(OAuth2AuthenticationException.class);
	}

	private void isTold(int status, String code, String detail, @Nullable String challenge) throws Exception {
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

	private boolean isLetIn(Authentication caller) {
		return new ScopeAuthorizationManager().authorize(() -> caller, new RequestAuthorizationContext(this.request))
			.isGranted();
	}

	private String userInTheLog() throws Exception {
		AtomicReference<String> user = new AtomicReference<>("not asked");
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
