package dev.essfacade.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.IfMatch;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Loads the shared parts of the OpenAPI document, and configures how the document is
 * served.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	OpenApiConfiguration() {
		// springdoc must not describe these arguments: OperationDetails describes the
		// headers from which they are made.
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(IdempotencyKey.class, IfMatch.class, WaitPreference.class);
	}

	/**
	 * Returns the shared parts of the OpenAPI document. springdoc adds operations and
	 * schemas.
	 */
	@Bean
	OpenAPI openApi() throws IOException {
		try (InputStream document = getClass().getResourceAsStream("document.yaml")) {
			return Yaml31.mapper().readValue(document, OpenAPI.class);
		}
	}

	/**
	 * Makes the server URL relative, so that the document is correct on any port and
	 * behind any gateway. An {@code OpenApiCustomizer} must not change the servers:
	 * springdoc would then keep the server URL of the first request.
	 */
	@Bean
	ServerBaseUrlCustomizer relativeServer() {
		return (url, request) -> {
			String path = URI.create(url).getPath();
			return path.isEmpty() ? "/" : path;
		};
	}

	/**
	 * Ignores {@code Accept} in requests for the OpenAPI document: the path names the
	 * format.
	 */
	@Bean
	@FilterRegistration(urlPatterns = { "/v3/api-docs/*", "/v3/api-docs.yaml" })
	Filter documentAcceptFilter() {
		return (request, response, chain) -> chain.doFilter(new AnyMediaTypeRequest((HttpServletRequest) request),
				response);
	}

}
