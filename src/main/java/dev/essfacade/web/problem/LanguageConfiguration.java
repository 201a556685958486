package dev.essfacade.web.problem;

import java.util.List;
import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The languages of problems. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

	/**
	 * The language of responses if {@code Accept-Language} asks for Chinese of any script
	 * and region.
	 */
	private static final Locale SIMPLIFIED_CHINESE = Locale.forLanguageTag("zh-Hans");

	/**
	 * Resolves the language of a response from {@code Accept-Language}; the default is
	 * English.
	 */
	@Bean
	LocaleResolver localeResolver() {
		AcceptHeaderLocaleResolver languages = new AcceptHeaderLocaleResolver();
		languages.setDefaultLocale(Locale.ENGLISH);
		languages.setSupportedLocales(List.of(Locale.ENGLISH, SIMPLIFIED_CHINESE));
		return languages;
	}

}
