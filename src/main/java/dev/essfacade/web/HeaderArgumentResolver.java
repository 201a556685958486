package dev.essfacade.web;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Resolves a controller argument from all lines of a header. Spring's own resolver would
 * split a value at its commas.
 *
 * @param type the type of the argument
 * @param header the name of the header
 * @param parser parses the lines; receives an empty list if the request lacks the header
 * @param <T> the type of the argument
 */
public record HeaderArgumentResolver<T>(Class<T> type, String header,
		Function<List<String>, @Nullable T> parser) implements HandlerMethodArgumentResolver, WebMvcConfigurer {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == this.type;
	}

	@Override
	public @Nullable T resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		String @Nullable [] lines = request.getHeaderValues(this.header);
		return this.parser.apply(Arrays.asList(Objects.requireNonNullElse(lines, new String[0])));
	}

}
