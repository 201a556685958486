package dev.essfacade.openapi;

import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.OpenApiBuilderCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.SecurityService;
import org.springdoc.core.utils.PropertyResolverUtils;

import org.springframework.stereotype.Component;

/**
 * Adds a description to the server in springdoc's document. An {@code OpenApiCustomizer}
 * must not do this: springdoc would then keep the server URL of the first request.
 */
@Component
class DescribedServerService extends OpenAPIService {

	DescribedServerService(Optional<OpenAPI> document, SecurityService security, SpringDocConfigProperties settings,
			PropertyResolverUtils properties, Optional<List<OpenApiBuilderCustomizer>> builders,
			Optional<List<ServerBaseUrlCustomizer>> servers, Optional<JavadocProvider> javadoc) {
		super(document, security, settings, properties, builders, servers, javadoc);
	}

	@Override
	public void updateServers(String baseUrl, OpenAPI document) {
		super.updateServers(baseUrl, document);
		document.getServers().forEach((server) -> server.setDescription("This installation"));
	}

}
