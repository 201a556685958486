package dev.essfacade.support;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.essfacade.web.problem.ProblemCode;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The messages files, as the service reads them. */
public final class ProblemMessages {

	private static final MessageSource SOURCE = source();

	private ProblemMessages() {
	}

	/** Returns a source with the settings of application.yaml. */
	public static MessageSource source() {
		ResourceBundleMessageSource source = new ResourceBundleMessageSource();
		source.setBasename("messages");
		source.setDefaultEncoding(StandardCharsets.UTF_8.name());
		source.setFallbackToSystemLocale(false);
		source.setAlwaysUseMessageFormat(true);
		return source;
	}

	/** Returns the English title of a code. */
	public static String title(ProblemCode code) {
		return SOURCE.getMessage(code.code() + ".title", null, Locale.ENGLISH);
	}

	/**
	 * Returns a pattern for the details of a code. A detail ends with the next action of
	 * the caller.
	 */
	public static Pattern detail(String code, String language) {
		Locale locale = Locale.forLanguageTag(language);
		ResourceBundle texts = ResourceBundle.getBundle("messages", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
		return texts.keySet()
			.stream()
			.filter((key) -> key.matches(Pattern.quote(code) + "(\\.[a-z-]+)?\\.action"))
			.map((key) -> Pattern.quote(SOURCE.getMessage(key, new Object[] { "\0" }, locale))
				.replace("\0", "\\E.+\\Q"))
			.collect(Collectors.collectingAndThen(Collectors.joining("|", "(?s).+[.。] ?(", ")"), Pattern::compile));
	}

	/** Returns the English text about what the caller does next. */
	public static String action(ProblemCode code, Object... arguments) {
		return SOURCE.getMessage(code.code() + ".action", arguments, Locale.ENGLISH);
	}

}
