package dev.essfacade;

import dev.essfacade.ess.http.DnsCacheTtl;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the service without two auto-configurations of Boot. The package
 * {@code security.jwt} replaces the token decoder. The default user is not needed,
 * because callers have no passwords.
 */
@SpringBootApplication(
		exclude = { OAuth2ResourceServerAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConfigurationPropertiesScan
@EnableScheduling
public class EssFacadeApplication {

	public static void main(String[] args) {
		DnsCacheTtl.shorten();
		SpringApplication.run(EssFacadeApplication.class, args);
	}

}
