package dev.essfacade;

import dev.essfacade.ess.http.DnsCacheTtl;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the service. Boot's token decoder is excluded: {@code security.jwt} replaces it.
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
