package dev.essfacade;

import dev.essfacade.ess.transport.AddressLife;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EssFacadeApplication {

	public static void main(String[] args) {
		AddressLife.keepShort();
		SpringApplication.run(EssFacadeApplication.class, args);
	}

}
