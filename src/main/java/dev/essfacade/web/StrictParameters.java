package dev.essfacade.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Converts query parameters as strictly as bodies: Spring would accept {@code 0x10} as a
 * number, and {@code no} for {@code false}. These are editors, because Spring asks its
 * own editors after a converter has failed.
 */
@ControllerAdvice
class StrictParameters {

	private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

	@InitBinder
	void register(WebDataBinder binder) {
		binder.registerCustomEditor(boolean.class, new Editor(StrictParameters::truth));
		binder.registerCustomEditor(int.class, new Editor((text) -> Integer.parseInt(decimal(text))));
		binder.registerCustomEditor(Long.class, new Editor((text) -> Long.parseLong(decimal(text))));
	}

	private static Object truth(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("neither true nor false");
		};
	}

	private static String decimal(String text) {
		if (!NUMBER.matcher(text).matches()) {
			throw new IllegalArgumentException("not a decimal number");
		}
		return text;
	}

	/** Parses the text of a parameter. */
	private static final class Editor extends PropertyEditorSupport {

		private final Function<String, Object> parser;

		Editor(Function<String, Object> parser) {
			this.parser = parser;
		}

		@Override
		public void setAsText(String text) {
			setValue(this.parser.apply(text));
		}

	}

}
