package dev.essfacade.openapi;

import java.net.URI;

import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.problem.ProblemExamples;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The frame of the document; springdoc adds the operations and their schemas. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String DESCRIPTION = """
			Takes load balancers and server groups off Aliyun Auto Scaling (ESS) scaling groups, and \
			follows the scaling activity that this may start.

			A detach answers **200** when all is done, or **202** when ESS has started a scaling activity. Poll the \
			address in `Location` until `done` is true; `Retry-After` says when to look again.

			Every failure is a problem document (RFC 9457). Decide by its `code`, which never changes; `retryable` says \
			whether the same request can succeed later. A detach that may be repeated has a `clientToken` or an \
			`Idempotency-Key`: under one key ESS acts once.

			Addresses that are not listed here get `not-found`, and methods `method-not-allowed`; but `HEAD` is answered \
			as `GET` is, without the body, and `OPTIONS` says in `Allow` what an address takes.""";

	OpenApiConfiguration() {
		// It is a header, made into an argument; the header itself is described in
		// SharedParts.
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(IdempotencyKey.class);
	}

	@Bean
	OpenAPI openApi(ProblemExamples examples) {
		return new OpenAPI()
			.info(new Info().title("ESS Facade")
				.version("1.0.0")
				.description(DESCRIPTION)
				.license(new License().name("Apache License 2.0").identifier("Apache-2.0")))
			.components(SharedComponents.components(examples));
	}

	/**
	 * Relative, so that the document holds on any port and behind any gateway. Nobody
	 * else may touch the servers: springdoc would then keep those of the first request.
	 */
	@Bean
	ServerBaseUrlCustomizer relativeServer() {
		return (url, request) -> {
			String path = URI.create(url).getPath();
			return path.isEmpty() ? "/" : path;
		};
	}

}
