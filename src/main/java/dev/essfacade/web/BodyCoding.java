package dev.essfacade.web;

import java.util.Collections;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses bodies that are compressed or in a charset of their own: JSON is UTF-8, and a
 * header that is not heeded lets two readers see different bodies.
 */
@Configuration(proxyBeanMethods = false)
class BodyCoding implements HandlerInterceptor, WebMvcConfigurer {

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/api/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (hasBody(request)) {
			if (!Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
				.stream()
				.allMatch("identity"::equalsIgnoreCase)) {
				throw unsupported("The body has to come as it is, without a Content-Encoding.");
			}
			if (!isUtf8(request.getContentType())) {
				throw unsupported("The body has to be in UTF-8.");
			}
		}
		return true;
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static boolean isUtf8(@Nullable String contentType) {
		@Nullable String charset = (contentType != null) ? MediaType.parseMediaType(contentType).getParameter("charset") : null;
		return "UTF-8".equalsIgnoreCase(Objects.requireNonNullElse(charset, "UTF-8").replace("\"", ""));
	}

	private static ProblemException unsupported(String why) {
		return new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, why);
	}

}
