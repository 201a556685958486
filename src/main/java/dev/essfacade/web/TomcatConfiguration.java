package dev.essfacade.web;

import dev.essfacade.web.problem.ProblemResponses;
import org.apache.catalina.core.StandardHost;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures Tomcat: small buffers, problem documents in place of HTML, and no effective
 * limit on the languages in {@code Accept-Language}.
 */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

	/**
	 * More locales than 8 KiB of headers can contain. If a request has more locales than
	 * the limit, Tomcat throws an exception.
	 */
	private static final int MAX_LOCALES = 8192;

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatCustomizer(
			ObjectProvider<ProblemResponses> problems) {
		return (tomcat) -> {
			tomcat.setProtocol(SmallBufferProtocol.class.getName());
			tomcat.addContextCustomizers((context) -> {
				if (context.getParent() instanceof StandardHost host) {
					host.setErrorReportValveClass(ProblemErrorValve.class.getName());
					host.getPipeline().addValve(new ProblemErrorValve(problems));
				}
			});
			tomcat.addConnectorCustomizers((connector) -> connector.setMaxLocaleCount(MAX_LOCALES));
		};
	}

}
