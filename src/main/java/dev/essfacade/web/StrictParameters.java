package dev.essfacade.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;

/**
 * Converts query parameters as strictly as bodies: Spring would accept {@code 0x10} as a
 * number, and {@code no} for {@code false}. This class registers editors instead of
 * converters: after a converter fails, Spring tries its own editors.
 */
@Configuration(proxyBeanMethods = false)
class StrictParameters implements PropertyEditorRegistrar {

	private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

	/**
	 * Replaces Boot's initializer, and therefore also sets Boot's conversion service and
	 * validator.
	 */
	@Bean
	ConfigurableWebBindingInitializer webBindingInitializer(
			@Qualifier("mvcConversionService") ConversionService conversions,
			@Qualifier("mvcValidator") Validator validator) {
		ConfigurableWebBindingInitializer initializer = new ConfigurableWebBindingInitializer();
		initializer.setConversionService(conversions);
		initializer.setValidator(validator);
		initializer.setPropertyEditorRegistrar(this);
		return initializer;
	}

	@Override
	public void registerCustomEditors(PropertyEditorRegistry editors) {
		editors.registerCustomEditor(boolean.class, new Editor(StrictParameters::truth));
		editors.registerCustomEditor(int.class, new Editor((text) -> Integer.parseInt(decimal(text))));
		editors.registerCustomEditor(Long.class, new Editor((text) -> Long.parseLong(decimal(text))));
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
