package dev.essfacade.scalingactivity;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Resolves a controller argument of type {@link WaitPreference}. */
@Configuration(proxyBeanMethods = false)
class WaitPreferenceResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

	private final WatchProperties settings;

	WaitPreferenceResolver(WatchProperties settings) {
		this.settings = settings;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == WaitPreference.class;
	}

	@Override
	public WaitPreference resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		String @Nullable [] headers = request.getHeaderValues(WaitPreference.HEADER);
		return WaitPreference.of(Arrays.asList(Objects.requireNonNullElse(headers, new String[0])),
				this.settings.maxWait());
	}

}
