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

	/** The language of responses to {@code zh} in any script and region. */
	private static final Locale SIMPLIFIED_CHINESE = Locale.forLanguageTag("zh-Hans");

	/** Returns the language of {@code Accept-Language}, or English. */
	@Bean
	LocaleResolver localeResolver() {
		AcceptHeaderLocaleResolver languages = new AcceptHeaderLocaleResolver();
		languages.setDefaultLocale(Locale.ENGLISH);
		languages.setSupportedLocales(List.of(Locale.ENGLISH, SIMPLIFIED_CHINESE));
		return languages;
	}

}
