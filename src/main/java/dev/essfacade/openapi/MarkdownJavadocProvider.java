package dev.essfacade.openapi;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;

import org.springframework.stereotype.Component;

/** Provides springdoc with Javadoc as Markdown instead of HTML. */
@Component
class MarkdownJavadocProvider extends SpringDocJavadocProvider {

	@Override
	public String getClassJavadoc(Class<?> type) {
		return markdown(super.getClassJavadoc(type));
	}

	@Override
	public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
		Map<String, String> components = new HashMap<>(super.getRecordClassParamJavadoc(type));
		components.replaceAll((_, javadoc) -> markdown(javadoc));
		return components;
	}

	@Override
	public String getMethodJavadocDescription(Method method) {
		return markdown(super.getMethodJavadocDescription(method));
	}

	@Override
	public @Nullable String getParamJavadoc(Method method, String name) {
		@Nullable String javadoc = super.getParamJavadoc(method, name);
		return (javadoc != null) ? markdown(javadoc) : null;
	}

	private static String markdown(String javadoc) {
		return javadoc.replaceAll("</?code>", "`")
			.replaceAll("\\s*<p>\\s*", "\n\n")
			.replaceAll("(?<!\n)[ \t]*\n[ \t]*(?!\n)", " ")
			.strip();
	}

}
