package dev.essfacade.deployed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.ConnectProxy;
import dev.essfacade.support.DnsLookupRecorder;
import dev.essfacade.support.ExampleTls;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service behind Debian's tinyproxy with a password. A second proxy behind tinyproxy
 * replaces DNS and the internet: it connects {@code ess.example} to the simulator.
 */
@Tag("containers")
class TinyproxyTests {

	private final EssSimulator ess = SimulatedEss.simulator();

	private final ConnectProxy internet = new ConnectProxy(Map.of(ExampleTls.HOST + ":443", this.ess.endpoint()),
			ExampleTls.server());

	private final int port = Nginx.freePort();

	@TempDir
	private Path directory = Path.of("");

	private Process tinyproxy;

	@BeforeEach
	void start() throws IOException {
		ExampleTls.trust();
		this.ess.reset();
		this.ess.add(TestGroups.group());
		Path configuration = Files.writeString(this.directory.resolve("tinyproxy.conf"), """
				Port %d
				Listen 127.0.0.1
				BasicAuth %s
				Upstream http %s
				MaxClients 100
				""".formatted(this.port, ConnectProxy.CREDENTIALS.replace(':', ' '),
				this.internet.url().replace("http://", "")));
		this.tinyproxy = new ProcessBuilder("tinyproxy", "-d", "-c", configuration.toString()).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("tinyproxy.log").toFile())
			.start();
		await().until(this::accepts);
	}

	private boolean accepts() {
		try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), this.port)) {
			return socket.isConnected();
		}
		catch (IOException _) {
			return false;
		}
	}

	@AfterEach
	void stop() throws InterruptedException {
		ExampleTls.restoreTrust();
		this.tinyproxy.destroy();
		this.tinyproxy.waitFor(10, TimeUnit.SECONDS);
		this.internet.close();
		this.ess.reset();
	}

	@Test // R12
	void callsEssThroughTinyproxyWithUserAndPassword() {
		assertThat(detach("http://" + ConnectProxy.CREDENTIALS + "@127.0.0.1:" + this.port).status()).isEqualTo(200);
		assertThat(this.internet.targets()).containsOnly(ExampleTls.HOST + ":443");
		assertThat(this.internet.requests()).noneMatch((request) -> request.contains("Proxy-Authorization"));
		assertThat(DnsLookupRecorder.names()).doesNotContain(ExampleTls.HOST);
	}

	@Test // R12
	void reportsAWrongPasswordAsNotSent() {
		LogCapture.takeRecent();
		Answer answer = detach("http://user:wrong@127.0.0.1:" + this.port);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.field("code")).isEqualTo("upstream-unavailable");
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.contains("the egress proxy answered 40"));
		assertThat(this.internet.requests()).isEmpty();
		assertThat(this.ess.received()).isEmpty();
	}

	@Test // R12
	void reportsAnUnreachableHostBehindTinyproxyAsNotSent() {
		this.internet.close();
		Answer answer = detach("http://" + ConnectProxy.CREDENTIALS + "@127.0.0.1:" + this.port);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.field("code")).isEqualTo("upstream-unavailable");
		assertThat(this.ess.received()).isEmpty();
	}

	private static Answer detach(String proxy) {
		try (StartedFacade service = StartedFacade.with("ess.endpoint=https://" + ExampleTls.HOST,
				"facade.egress-proxy.url=" + proxy)) {
			return service.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		}
	}

}
