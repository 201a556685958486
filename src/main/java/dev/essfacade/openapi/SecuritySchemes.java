package dev.essfacade.openapi;

import java.util.Objects;

import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.security.SecurityMode;
import dev.essfacade.security.SwaggerLoginProperties;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Adapts the security schemes of the document to the settings of this installation. */
@Component
class SecuritySchemes implements OpenApiCustomizer {

	private static final String OPEN = """
			**This installation is open**: every caller that reaches it may execute all operations without a token.

			""";

	private final boolean open;

	private final SwaggerLoginProperties login;

	SecuritySchemes(Environment environment, SwaggerLoginProperties login) {
		this.open = SecurityMode.isOpen(environment);
		this.login = login;
	}

	@Override
	public void customise(OpenAPI document) {
		Components components = document.getComponents();
		if (this.open) {
			document.getInfo().setDescription(OPEN + document.getInfo().getDescription());
			components.setSecuritySchemes(null);
			return;
		}
		if (this.login.tokenUrl() == null) {
			components.getSecuritySchemes().remove("login");
		}
		else {
			Objects.requireNonNull(components.getSecuritySchemes().get("login"))
				.getFlows()
				.getAuthorizationCode()
				.authorizationUrl(String.valueOf(this.login.authorizationUrl()))
				.tokenUrl(String.valueOf(this.login.tokenUrl()));
		}
		document.getPaths().values().forEach((path) -> {
			require(Scope.READ, path.getGet(), components);
			require(writeScope(path.getPost()), path.getPost(), components);
		});
	}

	private static Scope writeScope(@Nullable Operation operation) {
		return (operation != null && operation.getOperationId().startsWith("attach")) ? Scope.ATTACH : Scope.DETACH;
	}

	/** Adds each scheme as an alternative: a caller needs only one of them. */
	private static void require(Scope scope, @Nullable Operation operation, Components components) {
		if (operation != null) {
			components.getSecuritySchemes()
				.keySet()
				.forEach((scheme) -> operation.addSecurityItem(new SecurityRequirement().addList(scheme, scope.id())));
		}
	}

}
