package dev.esssimulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class FaultTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private static final String DETACH = "DetachLoadBalancers";

	private static final Map<String, String> ONE = Map.of("ScalingGroupId", Seeds.GROUP, "LoadBalancer.1",
			Seeds.LOAD_BALANCERS.getFirst());

	private final EssSimulator simulator = extension.simulator();

	private final RpcClient client = new RpcClient(this.simulator);

	@BeforeEach
	void seed() {
		Seeds.all().forEach(this.simulator::add);
	}

	@Test
	void errorsAreEnvelopedAndTakeNoEffect() {
		this.simulator.failNext(Fault.throttled(Duration.ofSeconds(2)));
		this.simulator.failNext(Fault.serverError());
		this.simulator.failNext(Fault.serviceUnavailable());
		HttpResponse<String> throttled = this.client.post(DETACH, ONE);
		assertThat(throttled.statusCode()).isEqualTo(400);
		assertThat(throttled.body()).contains("Throttling.User", "\"HostId\"", "\"Recommend\"", "\"RequestId\"");
		assertThat(throttled.headers().firstValue("X-RateLimit-User")).hasValue("Remain:0,TimeLeft:2000");
		assertThat(this.client.post(DETACH, ONE).statusCode()).isEqualTo(500);
		assertThat(this.client.post(DETACH, ONE).statusCode()).isEqualTo(503);
		assertThat(this.simulator.ledger()).isEmpty();
	}

	@Test
	void eachRequestTakesTheNextFault() {
		this.simulator.failNext(Fault.answer(500, "text/plain", "first"));
		this.simulator.failNext(Fault.answer(501, "text/plain", "second"));
		assertThat(this.client.get("DescribeRegions", Map.of()).body()).isEqualTo("first");
		assertThat(this.client.get("DescribeRegions", Map.of()).body()).isEqualTo("second");
		assertThat(this.client.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
	}

	@Test
	void aFaultForOneActionDoesNotAffectOthers() {
		this.simulator.failNext(DETACH, Fault.serverError());
		assertThat(this.client.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
		assertThat(this.client.post(DETACH, ONE).statusCode()).isEqualTo(500);
	}

	@Test
	void aRequestRejectedByTheGatewayTakesNoFault() {
		this.simulator.failNext(Fault.html());
		assertThat(this.client.with(new AccessKey("unknown", "secret")).get("DescribeRegions", Map.of()).body())
			.contains("InvalidAccessKeyId.NotFound");
		assertThat(this.client.get("DescribeRegions", Map.of()).body()).contains("<html>");
	}

	@Test
	void slowResponsesCommitFirstOrLast() {
		this.simulator.failNext(Fault.slow(Duration.ofMillis(50)));
		assertThat(this.client.post(DETACH, ONE).statusCode()).isEqualTo(200);
		assertThat(this.simulator.ledger()).hasSize(1);
		this.simulator.failNext(Fault.slow(Duration.ofMillis(50)).beforeCommit());
		assertThat(this.client.post(DETACH, ONE).statusCode()).isEqualTo(404);
	}

	@Test
	void delayedResponsesArriveWhenReleased() {
		CountDownLatch letGo = new CountDownLatch(1);
		this.simulator.failNext(Fault.held(letGo));
		CompletableFuture<HttpResponse<String>> answer = CompletableFuture
			.supplyAsync(() -> this.client.post(DETACH, ONE));
		await().atMost(Duration.ofMinutes(1)).until(() -> this.simulator.ledger().size() == 1);
		assertThat(answer).isNotDone();
		letGo.countDown();
		assertThat(answer.join().statusCode()).isEqualTo(200);
	}

	@Test
	void resetsHappenBeforeOrAfterTheCommit() throws IOException {
		this.simulator.failNext(Fault.resetBeforeCommit());
		assertThatExceptionOfType(SocketException.class).isThrownBy(this::readDetach);
		assertThat(this.simulator.ledger()).isEmpty();
		this.simulator.failNext(Fault.resetAfterCommit());
		assertThatExceptionOfType(SocketException.class).isThrownBy(this::readDetach);
		assertThat(this.simulator.ledger()).hasSize(1);
	}

	@Test
	void closingSendsNoByte() throws IOException {
		this.simulator.failNext(Fault.closeBeforeAnswer());
		assertThat(readDetach()).isEmpty();
		assertThat(this.simulator.ledger()).isEmpty();
		this.simulator.failNext(Fault.closeBeforeAnswer().afterCommit());
		assertThat(readDetach()).isEmpty();
		assertThat(this.simulator.ledger()).hasSize(1);
	}

	@Test
	void hangingSendsNothingAndCommits() throws IOException {
		this.simulator.failNext(Fault.hang());
		try (Socket socket = sendDetach()) {
			await().atMost(Duration.ofMinutes(1)).until(() -> this.simulator.ledger().size() == 1);
			socket.setSoTimeout(300);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
		}
	}

	@Test
	void aDrippingResponseNeverEnds() throws IOException {
		this.simulator.failNext(Fault.drip(Duration.ofMillis(1)));
		try (Socket socket = sendDetach()) {
			byte[] start = socket.getInputStream().readNBytes(400);
			assertThat(new String(start, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200")
				.contains("Content-Length: 1000000", "{\"RequestId\"")
				.endsWith("   ");
		}
		assertThat(this.simulator.ledger()).hasSize(1);
	}

	@Test
	void endlessResponsesNeverEnd() throws IOException {
		this.simulator.failNext(Fault.endless());
		try (Socket socket = sendDetach()) {
			byte[] start = socket.getInputStream().readNBytes(4 << 20);
			assertThat(new String(start, 0, 200, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200")
				.contains("chunked");
			assertThat(start).hasSize(4 << 20);
		}
		assertThat(this.simulator.ledger()).hasSize(1);
	}

	@Test
	void truncatedBodiesEndBeforeTheirContentLength() throws IOException {
		this.simulator.failNext(Fault.truncated());
		assertThat(readDetach()).contains("Content-Length: 4096").endsWith("}");
		assertThat(this.simulator.ledger()).hasSize(1);
	}

	@Test
	void closeDelimitedResponsesHaveNoContentLength() throws IOException {
		this.simulator.failNext(Fault.closeDelimited());
		assertThat(readDetach()).contains("RequestId").doesNotContain("Content-Length", "chunked");
		this.simulator.failNext(Fault.answerUntilClosed(500, "text/plain", "no more"));
		assertThat(readDetach()).startsWith("HTTP/1.1 500")
			.endsWith("no more")
			.doesNotContain("Content-Length", "chunked");
	}

	@Test
	void chunkedResponsesAreComplete() {
		this.simulator.failNext(Fault.chunked());
		HttpResponse<String> answer = this.client.post(DETACH, ONE);
		assertThat(answer.body()).startsWith("{\"RequestId\"").endsWith("}");
		assertThat(answer.headers().firstValue("transfer-encoding")).hasValue("chunked");
	}

	@Test
	void theFaultNotHttpSendsNoHttpResponse() {
		this.simulator.failNext(Fault.notHttp());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.client.post(DETACH, ONE));
	}

	@ParameterizedTest
	@MethodSource
	void eachWrongBodyFaultSendsItsBody(Fault fault, int status, String body) {
		this.simulator.failNext(fault);
		HttpResponse<String> answer = this.client.post(DETACH, ONE);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).matches("(?s)" + body);
		assertThat(this.simulator.ledger()).hasSize(fault.toString().endsWith("after commit") ? 1 : 0);
	}

	static Object[][] eachWrongBodyFaultSendsItsBody() {
		return new Object[][] { { Fault.truncatedErrorInNumber(), 400, "\\{\"Code\":123" },
				{ Fault.truncatedErrorInString(), 400, "\\{\"Code\":\"abc" }, { Fault.huge(), 200, ".{1048577}.*" },
				{ Fault.html(), 200, "<html>.*" }, { Fault.badGatewayHtml(), 502, "<html>.*" },
				{ Fault.badGatewayHtmlLabelledJson(), 502, "<html>.*" }, { Fault.empty(), 200, "" },
				{ Fault.noContent(), 204, "" }, { Fault.wrongType(), 200, "\\[.*\\]" },
				{ Fault.requestIdIsNumber(), 200, ".*:17.*" }, { Fault.codeInSuccess(), 200, ".*\"Code\".*" },
				{ Fault.withoutRequestId(), 200, "((?!RequestId).)*" }, { Fault.redirect(), 302, "" },
				{ Fault.clockSkew(), 400, ".*InvalidTimeStamp.Expired.*" },
				{ Fault.withoutContentType(), 200, ".*RequestId.*" } };
	}

	@Test
	void headerFaultsRemoveTheirHeader() {
		this.simulator.failNext(Fault.withoutContentType());
		assertThat(this.client.post(DETACH, ONE).headers().firstValue("content-type")).isEmpty();
	}

	private String readDetach() throws IOException {
		try (Socket socket = sendDetach();
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
			return reader.readAllAsString();
		}
	}

	private Socket sendDetach() throws IOException {
		String target = this.client.uri(this.client.signed("GET", DETACH, ONE)).getRawQuery();
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.simulator.endpoint().getPort());
		socket.setSoTimeout(60_000);
		socket.getOutputStream()
			.write(("GET /?" + target + " HTTP/1.1\r\nHost: ess.test\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

}
