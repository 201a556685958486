package dev.essfacade.openapi;

import java.util.ArrayList;
import java.util.List;

import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.security.SecurityMode;
import dev.essfacade.security.SwaggerLoginProperties;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says in the document what a caller has to bring, or that nobody is asked. */
@Component
@Order(3)
class SecuritySchemes implements OpenApiCustomizer {

	private static final String TOKEN = "token";

	private static final String LOGIN = "login";

	private static final String NOBODY_IS_ASKED = """
			**This installation is open**: whoever reaches it can do everything that stands here.

			""";

	private static final Scopes SCOPES = new Scopes().addString(Scope.READ.id(), "everything that changes nothing")
		.addString(Scope.DETACH.id(), "detach")
		.addString(Scope.DETACH_FORCE.id(), "detach with force, too");

	private final boolean open;

	private final SwaggerLoginProperties login;

	SecuritySchemes(Environment environment, SwaggerLoginProperties login) {
		this.open = SecurityMode.isOpen(environment);
		this.login = login;
	}

	@Override
	public void customise(OpenAPI document) {
		if (this.open) {
			String text = document.getInfo().getDescription();
			document.getInfo().setDescription(text.startsWith(NOBODY_IS_ASKED) ? text : NOBODY_IS_ASKED + text);
			return;
		}
		document.getComponents().addSecuritySchemes(TOKEN, token());
		if (this.login.tokenUrl() != null) {
			document.getComponents().addSecuritySchemes(LOGIN, login());
		}
		document.getPaths().values().forEach((path) -> {
			require(path.getGet(), Scope.READ);
			require(path.getPost(), Scope.DETACH);
		});
	}

	private void require(@Nullable Operation operation, Scope scope) {
		if (operation != null) {
			operation.setSecurity(new ArrayList<>(List.of(new SecurityRequirement().addList(TOKEN, scope.id()))));
			if (this.login.tokenUrl() != null) {
				operation.addSecurityItem(new SecurityRequirement().addList(LOGIN, scope.id()));
			}
		}
	}

	private static SecurityScheme token() {
		return new SecurityScheme().type(SecurityScheme.Type.HTTP)
			.scheme("bearer")
			.bearerFormat("JWT")
			.description("A token of this installation's issuer, in the header `Authorization: Bearer <token>`.");
	}

	private SecurityScheme login() {
		OAuthFlow flow = new OAuthFlow().authorizationUrl(String.valueOf(this.login.authorizationUrl()))
			.tokenUrl(String.valueOf(this.login.tokenUrl()))
			.scopes(SCOPES);
		return new SecurityScheme().type(SecurityScheme.Type.OAUTH2)
			.description("Log in at this installation's issuer.")
			.flows(new OAuthFlows().authorizationCode(flow));
	}

}
