package dev.essfacade;

import java.util.Objects;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import dev.tokenissuer.TokenIssuer;
import org.jspecify.annotations.Nullable;

/**
 * Prints the sandbox's addresses and two commands when the sandbox is ready.
 *
 * @param port port of the service
 * @param ess the simulator that the service calls
 * @param issuer the token issuer; null in open mode
 */
record SandboxWelcome(String port, EssSimulator ess, @Nullable TokenIssuer issuer) {

	@Override
	public String toString() {
		return """

				────────────────────────────────────────────────────────────────────────────────
				 ESS Facade, in a sandbox: no cloud account, nothing leaves this machine

				 Swagger UI   %s/swagger-ui.html
				 Simulator    %s   (any ESS client can use it)
				              access key id %s, secret %s
				%s
				 Detach two ALB server groups, then follow the scaling activity:

				%s

				%s

				 Ctrl-C stops it; the next start has everything attached again.
				────────────────────────────────────────────────────────────────────────────────
				""".formatted(service(), this.ess.endpoint(), this.ess.accessKey().id(), this.ess.accessKey().secret(),
				login(), detach(), poll());
	}

	private String login() {
		return (this.issuer == null) ? "" : """
				 Issuer       %s
				              in Swagger UI log in as operator (password operator), who may do everything, or
				              as viewer (password viewer), who may only look

				 Get a token first; it is good for five minutes:

				%s
				""".formatted(this.issuer.uri(), token());
	}

	/** Command that gets a token with the client credentials grant. */
	String token() {
		return """
				TOKEN=$(curl -sS -u %1$s:%1$s %2$s -d grant_type=client_credentials \
				-d 'scope=%3$s' | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')""".formatted(TokenIssuer.PIPELINE,
				Objects.requireNonNull(this.issuer).tokenUrl(), String.join(" ", TokenIssuer.SCOPES));
	}

	private String bearer() {
		return (this.issuer == null) ? "" : "-H \"Authorization: Bearer $TOKEN\" ";
	}

	/** Command that detaches and stores the response, whose header names the activity. */
	String detach() {
		return """
				curl -sSi %s/api/v1/regions/%s/scaling-groups/%s/alb-server-groups/detach \
				%s-H 'Content-Type: application/json' \
				-d '{"albServerGroups":[{"albServerGroupId":"%s","port":%d},{"albServerGroupId":"%s","port":80}],\
				"forceDetach":true}' | tee /tmp/detach.txt""".formatted(service(), Seeds.REGION, Seeds.GROUP, bearer(),
				Seeds.ALB_SERVER_GROUP, Seeds.PORT, Seeds.ALB_SERVER_GROUP);
	}

	String poll() {
		return """
				curl -sS %s"%s$(tr -d '\\r' < /tmp/detach.txt | sed -n 's/^[Ll]ocation: //p')\"""".formatted(bearer(),
				service());
	}

	/** Base URL of the service. */
	String service() {
		return "http://127.0.0.1:" + this.port;
	}

}
