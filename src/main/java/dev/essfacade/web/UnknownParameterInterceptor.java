package dev.essfacade.web;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects unknown query parameters, such as {@code dryRun}. Rejects {@code If-Match} on a
 * write that does not support it. A caller may expect the parameter or the header to
 * prevent the write. A known parameter without a value or with two values is also
 * rejected.
 */
@Configuration(proxyBeanMethods = false)
class UnknownParameterInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	/** Parameter names that the response may quote. */
	private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/api/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			List<String> names = Collections.list(request.getParameterNames());
			Set<String> known = names.isEmpty() ? Set.of() : parametersOf(method);
			for (String name : names) {
				if (!known.contains(name)) {
					throw rejected(PLAIN_NAME.matcher(name).matches() ? name : "query", "parameter-unknown");
				}
				// Spring would use the first value.
				if (request.getParameterValues(name).length > 1) {
					throw rejected(name, "parameter-twice");
				}
				// Spring would treat an empty value as absent.
				if (request.getParameter(name).isEmpty()) {
					throw rejected(name, "parameter-empty");
				}
			}
			if (HttpMethod.POST.matches(request.getMethod()) && request.getHeader(HttpHeaders.IF_MATCH) != null
					&& !supportsIfMatch(method)) {
				throw rejected(HttpHeaders.IF_MATCH, "header-unsupported");
			}
		}
		return true;
	}

	private static boolean supportsIfMatch(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.anyMatch((parameter) -> parameter.getParameterType() == IfMatch.class);
	}

	private static Set<String> parametersOf(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.filter((parameter) -> parameter.hasParameterAnnotation(RequestParam.class))
			.map(MethodParameter::getParameter)
			.map((parameter) -> Objects.requireNonNull(parameter.getName()))
			.collect(Collectors.toSet());
	}

	private static ProblemException rejected(String where, String rule) {
		return ProblemException.invalid(Violation.inParameter(where, Violation.rule(rule)));
	}

}
