package dev.essfacade;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;

/**
 * What the sandbox says when it is ready: where to look, and two lines to paste.
 *
 * @param port where the service listens
 * @param ess the simulator behind it
 */
record SandboxWelcome(String port, EssSimulator ess) {

	@Override
	public String toString() {
		return """

				────────────────────────────────────────────────────────────────────────────────
				 ESS Facade, in a sandbox: no cloud account, nothing leaves this machine

				 Swagger UI   %s/swagger-ui.html
				 Simulator    %s   (any ESS client can use it)
				              access key id %s, secret %s

				 Detach two ALB server groups, then follow the scaling activity:

				%s

				%s

				 Ctrl-C stops it; the next start has everything attached again.
				────────────────────────────────────────────────────────────────────────────────
				""".formatted(service(), this.ess.endpoint(), this.ess.accessKey().id(), this.ess.accessKey().secret(),
				detach(), poll());
	}

	/** Keeps the answer, which says where to look next. */
	String detach() {
		return """
				curl -sSi %s/api/v1/regions/%s/scaling-groups/%s/alb-server-groups/detach \
				-H 'Content-Type: application/json' \
				-d '{"albServerGroups":[{"albServerGroupId":"%s","port":%d},{"albServerGroupId":"%s","port":80}],\
				"forceDetach":true}' | tee /tmp/detach.txt""".formatted(service(), Seeds.REGION, Seeds.GROUP,
				Seeds.ALB_SERVER_GROUP, Seeds.PORT, Seeds.ALB_SERVER_GROUP);
	}

	String poll() {
		return """
				curl -sS "%s$(tr -d '\\r' < /tmp/detach.txt | sed -n 's/^[Ll]ocation: //p')\"""".formatted(service());
	}

	private String service() {
		return "http://127.0.0.1:" + this.port;
	}

}
