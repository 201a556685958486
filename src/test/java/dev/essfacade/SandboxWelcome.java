package dev.essfacade;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import dev.tokenissuer.TokenIssuer;
import org.jspecify.annotations.Nullable;

/**
 * The text that the sandbox prints when it is ready: its addresses, and commands to try.
 *
 * @param port port of the service
 * @param managementPort port of the service's metrics
 * @param ess the simulator that the service calls
 * @param issuer the token issuer; null in open mode
 */
record SandboxWelcome(String port, String managementPort, EssSimulator ess, @Nullable TokenIssuer issuer) {

	@Override
	public String toString() {
		return """

				────────────────────────────────────────────────────────────────────────────────
				 ESS Facade, in a sandbox: no cloud account, nothing leaves this machine

				 Swagger UI   %1$s/
				 Metrics      http://127.0.0.1:%2$s/actuator/prometheus
				 Simulator    %3$s   (any ESS client can use it)
				              access key id %4$s, secret %5$s
				%6$s
				 Scaling groups in %7$s
				   %8$s   the examples of Swagger UI
				   %9$s   the commands below
				   %10$s    clients of your own: ports 8080 to 8089 of sgp-clients5k6l7m8n
				   %11$s    busy, with ports 80 and 443 of sgp-busy9n8m7l6k5j: a write is answered with 409

				 Detach a server group with force, then follow the scaling activity:

				%12$s

				%13$s

				 Try what can go wrong. Each line changes the next request or activity:

				%14$s

				 Ctrl-C stops the sandbox. The next start attaches everything again, as the reset does.
				────────────────────────────────────────────────────────────────────────────────
				""".formatted(service(), this.managementPort, this.ess.endpoint(), this.ess.accessKey().id(),
				this.ess.accessKey().secret(), login(), Seeds.REGION, Seeds.GROUP, Seeds.TOUR_GROUP,
				Seeds.CLIENTS_GROUP, Seeds.BUSY_GROUP, detach(), poll(), String.join("\n", experiments()));
	}

	/**
	 * Commands that control the simulator. A comment after each command names its effect.
	 */
	List<String> experiments() {
		return Stream
			.of("activities/warning # the next activity ends with WARNING",
					"activities/failed # the next activity fails",
					"faults/hang?action=DetachAlbServerGroups # the next detach is 504 outcome-unknown, after 20 s",
					"faults/throttled # ESS limits the rate; the service retries",
					"reset # everything is attached again, no fault is left")
			.map((line) -> line.split(" ", 2))
			.map((line) -> "curl -X POST '%s/simulator/%s' %s".formatted(this.ess.endpoint(), line[0], line[1]))
			.toList();
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

	/**
	 * Command that detaches and stores the response. The header {@code Location} names
	 * the activity.
	 */
	String detach() {
		return """
				curl -sSi %s/api/v1/regions/%s/scaling-groups/%s/alb-server-groups/detach \
				%s-H 'Content-Type: application/json' \
				-d '{"albServerGroups":[{"albServerGroupId":"sgp-tour1a2b3c4d5e","port":443}],"forceDetach":true}' \
				| tee /tmp/detach.txt""".formatted(service(), Seeds.REGION, Seeds.TOUR_GROUP, bearer());
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
