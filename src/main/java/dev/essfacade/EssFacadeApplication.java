package dev.essfacade;

import dev.essfacade.ess.http.DnsCacheTtl;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;

/** Starts the service. Tokens are checked by {@code access.identity} alone. */
@SpringBootApplication(
		exclude = { OAuth2ResourceServerAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConfigurationPropertiesScan
public class EssFacadeApplication {

	public static void main(String[] args) {
		DnsCacheTtl.shorten();
		SpringApplication.run(EssFacadeApplication.class, args);
	}

}
