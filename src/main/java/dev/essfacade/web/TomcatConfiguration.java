package dev.essfacade.web;

import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Tomcat's own refusals problem documents too, and leaves it little to refuse. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsInsteadOfHtml() {
		return (tomcat) -> {
			tomcat.addContextCustomizers((context) -> {
				if (context.getParent() instanceof StandardHost host) {
					host.setErrorReportValveClass(ProblemErrorValve.class.getName());
				}
			});
			// TraceFilter sees to it; Tomcat's own refusal allows methods that no route
			// takes.
			tomcat.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
		};
	}

}
