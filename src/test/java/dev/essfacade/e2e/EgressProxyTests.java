package dev.essfacade.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.ConnectProxy;
import dev.essfacade.support.DnsLookupRecorder;
import dev.essfacade.support.ExampleTls;
import dev.essfacade.support.KnownSecrets;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.sts.StsSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole service behind an egress proxy that requires a password. */
class EgressProxyTests {

	private final EssSimulator ess = SimulatedEss.simulator();

	private final StsSimulator sts = StsSimulator.start(InstantSource.system(), this.ess::accept);

	private final TestIssuer issuer = new TestIssuer();

	private final ConnectProxy proxy = new ConnectProxy(Map.of(ExampleTls.HOST + ":443", this.ess.endpoint(),
			ExampleTls.HOST + ":8443", this.sts.endpoint(), ExampleTls.HOST + ":9443", URI.create(this.issuer.uri())),
			ExampleTls.server());

	@TempDir
	private Path directory = Path.of("");

	@BeforeEach
	void start() throws IOException {
		ExampleTls.trust();
		Files.writeString(this.directory.resolve("token"), StsSimulator.OIDC_TOKEN);
		this.proxy.requireCredentials();
		this.ess.reset();
		this.ess.add(TestGroups.group());
		LogCapture.takeRecent();
	}

	@AfterEach
	void stop() {
		ExampleTls.restoreTrust();
		this.proxy.close();
		this.issuer.close();
		this.sts.close();
		this.ess.reset();
	}

	@Test // R12
	void essStsAndTheIssuerAreCalledThroughTheProxyOfTheEnvironment() {
		try (StartedFacade service = StartedFacade.with(settings("HTTPS_PROXY=" + this.proxy.urlWithCredentials()))) {
			detaches(service);
			assertThat(this.proxy.targets()).contains(ExampleTls.HOST + ":443", ExampleTls.HOST + ":8443",
					ExampleTls.HOST + ":9443");
			assertThat(DnsLookupRecorder.names()).doesNotContain(ExampleTls.HOST);
			KnownSecrets.mustNotBeIn("the metrics",
					service.managementCaller().get("/actuator/prometheus").http().body());
		}
		assertThat(LogCapture.takeRecent()).isNotEmpty().noneMatch((line) -> line.contains("CanaryProxy"));
	}

	@Test // R12
	void theProxySettingPrecedesTheEnvironment() {
		try (StartedFacade service = StartedFacade.with(settings("HTTPS_PROXY=http://127.0.0.1:9", "NO_PROXY=*",
				"facade.egress-proxy.url=" + this.proxy.urlWithCredentials(), "facade.egress-proxy.no-proxy="))) {
			detaches(service);
		}
	}

	@ParameterizedTest // R12
	@ValueSource(strings = { "407 Proxy Authentication Required", "502 Bad Gateway", "403 Forbidden" })
	void anErrorOfTheProxyIsNeverAnUnknownOutcome(String status) {
		String body = "{\"RequestId\":\"a-request-id\",\"Code\":\"InternalError.Gone\"}";
		try (StartedFacade service = StartedFacade.with(settings("https_proxy=" + this.proxy.urlWithCredentials()))) {
			this.proxy.respond(ExampleTls.HOST + ":443", "HTTP/1.1 " + status
					+ "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
			Caller caller = readyService(service);
			Answer write = caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, authorization());
			assertThat(write.status()).isEqualTo(503);
			assertThat(write.field("code")).isEqualTo("upstream-unavailable");
			assertThat(this.ess.received()).isEmpty();
			assertThat(LogCapture.takeRecent())
				.anyMatch((line) -> line.contains("the egress proxy answered " + status.substring(0, 3)));
		}
	}

	private static Caller readyService(StartedFacade service) {
		Caller caller = service.caller();
		await().until(() -> caller.get("/readyz").status() == 200);
		return caller;
	}

	private void detaches(StartedFacade service) {
		assertThat(readyService(service).post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, authorization()).status())
			.isEqualTo(200);
	}

	private String[] authorization() {
		return new String[] { "Authorization",
				"Bearer " + this.issuer.token("somebody", "ess.read", "ess.detach", "ess.detach.force") };
	}

	private String[] settings(String... more) {
		List<String> usual = Stream.of(this.issuer.settings()).filter((s) -> !s.contains("issuer-uri")).toList();
		List<String> own = List.of(
				"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://" + ExampleTls.HOST + ":9443/keys",
				"ess.endpoint=https://" + ExampleTls.HOST, "ess.credentials.access-key-id=",
				"ess.credentials.access-key-secret=", "ess.credentials.security-token=",
				"ALIBABA_CLOUD_ROLE_ARN=acs:ram::1:role/ess-facade",
				"ALIBABA_CLOUD_OIDC_PROVIDER_ARN=acs:ram::1:oidc-provider/ack",
				"ALIBABA_CLOUD_OIDC_TOKEN_FILE=" + this.directory.resolve("token"),
				"ALIBABA_CLOUD_STS_ENDPOINT=https://" + ExampleTls.HOST + ":8443");
		return Stream.of(usual, own, List.of(more)).flatMap(List::stream).toArray(String[]::new);
	}

}
