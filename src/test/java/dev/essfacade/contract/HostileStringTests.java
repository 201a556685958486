package dev.essfacade.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.essfacade.support.Caller;
import dev.essfacade.support.DnsLookupRecorder;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.HostileStrings;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile strings in place of a region or an ID. If a region became part of a host name,
 * the service would send a signed request to that host.
 */
@FacadeTest
class HostileStringTests {

	private static final String ACTIVITY = "asa-bp1c9djwrgxjyk31ruja";

	private static final String GROUP = "asg-bp18p2yfxow2dloq";

	private static final Pattern PROBLEM = Pattern
		.compile("(?s)HTTP/1\\.1 4.*\r\nContent-Type: application/problem\\+json.*\"code\":\"([a-z-]+)\".*");

	private final EssSimulator ess;

	private final Caller caller;

	private final List<String> surprises = new ArrayList<>();

	HostileStringTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void rejectsFiveHundredHostileStringsWithoutAnEssCall(@TempDir Path directory) throws IOException {
		// The rest of each request is valid. An accepted request would have an effect.
		this.ess.addPastActivity("cn-hangzhou", GROUP, ACTIVITY);
		assertThat(HostileStrings.around("cn-hangzhou")).hasSizeGreaterThanOrEqualTo(500);
		Set<String> before = DnsLookupRecorder.names();
		try (Recording recording = new Recording()) {
			recording.enable("jdk.SocketWrite").withoutThreshold().withoutStackTrace();
			recording.start();
			hostileRegions();
			hostileIds();
			recording.stop();
			Path file = directory.resolve("sockets.jfr");
			recording.dump(file);
			assertThat(hostsWrittenTo(file)).allMatch((host) -> host.equals("127.0.0.1"));
		}
		assertThat(this.surprises).isEmpty();
		assertThat(DnsLookupRecorder.names()).isEqualTo(before);
		assertThat(this.ess.ledger()).isEmpty();
		assertThat(this.ess.received()).isNotEmpty()
			.allSatisfy((request) -> assertThat(request.parameters()).containsEntry("RegionId", "cn-hangzhou")
				.containsEntry("ScalingActivityId.1", ACTIVITY));
	}

	private void hostileRegions() {
		for (String text : HostileStrings.around("cn-hangzhou")) {
			assertRejected("/api/v1/regions/" + text + "/scaling-activities/" + ACTIVITY, text, "unknown-region");
			assertRejected("/api/v1/regions/" + text + "/scaling-groups/" + GROUP + "/load-balancers/detach", text,
					"unknown-region");
		}
	}

	private void hostileIds() {
		for (String text : HostileStrings.around(GROUP)) {
			assertRejected(Caller.REGION + "/scaling-groups/" + text + "/load-balancers/detach", text,
					"invalid-request");
		}
		for (String text : HostileStrings.around(ACTIVITY)) {
			String path = Caller.REGION + "/scaling-activities/" + text;
			// A blank ends the request target, and a query is no part of the ID. If the
			// valid ID remains, the request succeeds, unless the query is unknown.
			String id = text.replaceFirst("[ \t]+$", "").replaceFirst("(?s)(?<=.)\\?.*", "");
			if (id.equals(ACTIVITY) && !text.contains("?e")) {
				assertThat(this.caller.raw(request(path))).startsWith("HTTP/1.1 200");
			}
			else {
				assertRejected(path, id.isEmpty() ? "/" : id, "invalid-request");
			}
		}
	}

	/**
	 * Sends the request over a plain socket, because client libraries reject these
	 * strings.
	 */
	private void assertRejected(String path, String text, String code) {
		String answer = this.caller.raw(request(path));
		Matcher problem = PROBLEM.matcher(answer);
		if (!problem.matches() || !expected(text, code).contains(problem.group(1))) {
			this.surprises.add(path + " -> " + answer);
		}
	}

	private static List<String> expected(String text, String code) {
		if (HostileStrings.breaksTheRequestLine(text)) {
			return List.of("invalid-request");
		}
		if (text.contains("/") || text.contains("?")) {
			// The path is unknown or has an empty segment.
			return List.of("not-found", "invalid-request");
		}
		// The firewall of Spring Security rejects some of these requests before
		// routing.
		return List.of(code, "invalid-request");
	}

	private static String request(String path) {
		String body = path.endsWith("detach") ? TestGroups.CLB_DETACH : "";
		return (body.isEmpty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
				+ "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body;
	}

	private static Set<String> hostsWrittenTo(Path file) throws IOException {
		Set<String> hosts = new TreeSet<>();
		for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
			if (event.getEventType().getName().equals("jdk.SocketWrite")) {
				hosts.add(event.getString("address"));
			}
		}
		return hosts;
	}

}
