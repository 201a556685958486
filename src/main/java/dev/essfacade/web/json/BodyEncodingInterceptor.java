package dev.essfacade.web.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
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
 * Rejects bodies that are compressed or not UTF-8. A gateway that inspects bodies could
 * otherwise decode a body differently from this service.
 */
@Configuration(proxyBeanMethods = false)
class BodyEncodingInterceptor implements HandlerInterceptor, WebMvcConfigurer {

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
				throw ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "encoding");
			}
			if (!isUtf8(request.getContentType())) {
				throw ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "charset");
			}
		}
		return true;
	}

	/** Returns whether a write has a body. The body of a GET or HEAD is ignored. */
	private static boolean hasBody(HttpServletRequest request) {
		boolean sent = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
		return sent && !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod());
	}

	private static boolean isUtf8(@Nullable String contentType) {
		return contentType == null || StandardCharsets.UTF_8.equals(charset(contentType));
	}

	private static @Nullable Charset charset(String contentType) {
		try {
			return Objects.requireNonNullElse(MediaType.parseMediaType(contentType).getCharset(),
					StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException _) {
			return null; // not a media type, or an unknown charset
		}
	}

}
