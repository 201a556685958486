package dev.esssimulator.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import dev.esssimulator.AccessKey;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.GatewayCheck;
import dev.esssimulator.RpcClient;
import dev.esssimulator.SimulatorSettings;
import dev.esssimulator.Throttling;
import dev.esssimulator.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private final EssSimulator simulator = extension.simulator();

	private final RpcClient client = new RpcClient(this.simulator);

	@Test
	void acceptsQueryAndFormTogether() {
		SortedMap<String, String> signed = this.client.signed("POST", "DescribeRegions",
				Map.of("AcceptLanguage", "ja"));
		SortedMap<String, String> query = signed.tailMap("B");
		HttpRequest request = HttpRequest.newBuilder(this.client.uri(query))
			.header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
			.POST(HttpRequest.BodyPublishers.ofString(RpcClient.encoded(signed.headMap("B"))))
			.build();
		assertThat(this.client.send(request).statusCode()).isEqualTo(200);
	}

	@Test
	void acceptsTheEncodingsOfJavaAndForms() {
		assertThat(this.client.get("DescribeRegions", Map.of("Extra", "~ *+/=&中文", "Empty", "")).statusCode())
			.isEqualTo(200);
		assertThat(this.client.post("DescribeRegions", Map.of("Extra", "~ *+/=&中文", "Empty", "")).statusCode())
			.isEqualTo(200);
	}

	@Test
	void rejectsAWrongSecretWithTheStringToSign() {
		AccessKey wrong = new AccessKey(this.simulator.accessKey().id(), "wrong");
		assertThat(this.client.with(wrong).get("DescribeRegions", Map.of()).body()).contains("SignatureDoesNotMatch",
				"server string to sign is:GET&%2F&AccessKeyId%3D");
	}

	@Test
	void rejectsATamperedParameter() {
		SortedMap<String, String> signed = this.client.signed("GET", "DescribeRegions", Map.of("AcceptLanguage", "ja"));
		signed.put("AcceptLanguage", "en-US");
		assertThat(get(signed)).contains("SignatureDoesNotMatch");
	}

	@Test
	void rejectsUnknownAndRevokedAccessKeys() {
		assertThat(this.client.with(new AccessKey("unknown", "secret")).get("DescribeRegions", Map.of()).body())
			.contains("InvalidAccessKeyId.NotFound", "Specified access key is not found.");
		this.simulator.revoke(this.simulator.accessKey().id());
		assertThat(this.client.get("DescribeRegions", Map.of()).body()).contains("InvalidAccessKeyId.Inactive");
	}

	@Test
	void acceptsATemporaryAccessKeyOnlyWithItsToken() {
		AccessKey temporary = new AccessKey("STS.key", "secret", "token");
		this.simulator.accept(temporary);
		assertThat(this.client.with(temporary).get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
		assertThat(this.client.with(new AccessKey("STS.key", "secret")).get("DescribeRegions", Map.of()).body())
			.contains("MissingSecurityToken");
		assertThat(this.client.with(new AccessKey("STS.key", "secret", "x")).get("DescribeRegions", Map.of()).body())
			.contains("InvalidSecurityToken.MismatchWithAccessKey");
		this.simulator.revoke("STS.key");
		assertThat(this.client.with(temporary).get("DescribeRegions", Map.of()).body())
			.contains("InvalidSecurityToken.Expired");
	}

	@Test
	void rejectsTimestampsOutsideTheTolerance() {
		this.simulator.clock().skew(Duration.ofMinutes(14));
		assertThat(this.client.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
		this.simulator.clock().skew(Duration.ofMinutes(16));
		assertThat(this.client.get("DescribeRegions", Map.of()).body()).contains("InvalidTimeStamp.Expired");
		this.simulator.clock().skew(Duration.ofMinutes(-16));
		assertThat(this.client.get("DescribeRegions", Map.of()).body()).contains("InvalidTimeStamp.Expired");
	}

	@Test
	void acceptsTimestampsAfterTheAccountClockAdvanced() {
		this.simulator.clock().advance(Duration.ofDays(3));
		assertThat(this.client.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
	}

	@Test
	void rejectsMalformedTimestamps() {
		assertThat(this.client.get("DescribeRegions", Map.of("Timestamp", "yesterday")).body())
			.contains("InvalidTimeStamp.Format");
	}

	@Test
	void rejectsARepeatedNonce() {
		SortedMap<String, String> signed = this.client.signed("GET", "DescribeRegions", Map.of());
		assertThat(get(signed)).contains("Regions");
		assertThat(get(signed)).contains("SignatureNonceUsed");
	}

	@Test
	void aWrongSignatureDoesNotConsumeTheNonce() {
		SortedMap<String, String> signed = this.client.signed("GET", "DescribeRegions", Map.of());
		String signature = signed.put("Signature", "wrong");
		assertThat(get(signed)).contains("SignatureDoesNotMatch");
		signed.put("Signature", String.valueOf(signature));
		assertThat(get(signed)).contains("Regions");
	}

	@Test
	void rejectsUnknownActionsVersionsAndPaths() {
		assertThat(this.client.get("StopTheWorld", Map.of()).body()).contains("InvalidApi.NotFound");
		assertThat(this.client.get("DescribeRegions", Map.of("Version", "2022-02-22")).body())
			.contains("InvalidVersion");
		assertThat(this.client.get("DescribeRegions", Map.of("Format", "YAML")).body())
			.contains("InvalidParameter.Format");
		assertThat(this.client.get("DescribeRegions", Map.of("SignatureMethod", "HMAC-MD5")).body())
			.contains("InvalidSignatureMethod");
		HttpRequest otherPath = HttpRequest.newBuilder(this.simulator.endpoint().resolve("/other")).build();
		assertThat(this.client.send(otherPath).body()).contains("InvalidApi.NotFound");
	}

	@Test
	void respondsToInvalidPercentEncoding() {
		assertThat(rawGet("Action=%zz&%")).contains("InvalidApi.NotFound");
		assertThat(rawGet("Action=DescribeRegions&Version=2014-08-28&Format")).contains("MissingAccessKeyId");
	}

	@Test
	void namesAMissingParameter() {
		SortedMap<String, String> unsigned = this.client.unsigned("DescribeScalingGroups", Map.of());
		assertThat(get(this.client.sign("GET", unsigned))).contains("MissingRegionId",
				"RegionId is mandatory for this action.");
		unsigned.remove("SignatureNonce");
		assertThat(get(this.client.sign("GET", unsigned))).contains("MissingSignatureNonce");
		assertThat(get(unsigned)).contains("MissingSignature");
	}

	@Test
	void respondsInXmlOnRequest() {
		String body = this.client.get("DescribeRegions", Map.of("Format", "xml")).body();
		assertThat(body).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><DescribeRegionsResponse><RequestId>")
			.contains("<Regions><Region>", "</Region><Region>")
			.endsWith("</DescribeRegionsResponse>");
		assertThat(this.client.get("DescribeScalingGroups", Map.of("Format", "XML")).body()).contains("<Error>",
				"<HostId>", "<Code>MissingRegionId</Code>", "<Recommend>");
	}

	@Test
	void responsesHaveTheHeadersOfTheGateway() {
		var answer = this.client.get("DescribeRegions", Map.of());
		String requestId = answer.headers().firstValue("x-acs-request-id").orElseThrow();
		assertThat(requestId).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
		assertThat(answer.body()).contains("\"RequestId\":\"" + requestId + "\"");
		assertThat(answer.headers().firstValue("content-type")).hasValue("application/json;charset=utf-8");
		assertThat(answer.headers().firstValue("x-acs-trace-id").orElseThrow()).matches("[0-9a-f]{32}");
		assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
	}

	@Test
	void theDateOfAResponseIsTheTimeOfTheGatewaysClock() {
		this.simulator.clock().skew(Duration.ofMinutes(-10));

		assertThat(this.client.get("DescribeRegions", Map.of()).headers().firstValue("Date"))
			.hasValueSatisfying((date) -> assertThat(
					Duration.between(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), Instant.now()))
				.isBetween(Duration.ofMinutes(9), Duration.ofMinutes(13)));
	}

	@Test
	void throttlesByTheAccountsClock() {
		SimulatorSettings settings = SimulatorSettings.defaults().withThrottling(new Throttling(2, 1));
		try (EssSimulator throttled = EssSimulator.start(settings)) {
			RpcClient impatient = new RpcClient(throttled);
			assertThat(impatient.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
			assertThat(impatient.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
			HttpResponse<String> refused = impatient.get("DescribeRegions", Map.of());
			assertThat(refused.body()).contains("Throttling.User");
			assertThat(refused.headers().firstValue("X-RateLimit-User-API")).contains("Remain:0,TimeLeft:1000");
			throttled.clock().advance(Duration.ofSeconds(1));
			assertThat(impatient.get("DescribeRegions", Map.of()).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void usesTheWordingOfTheDocumentationIfConfigured() {
		try (EssSimulator documented = EssSimulator.start(SimulatorSettings.defaults().withWording(Wording.ESS_DOC))) {
			RpcClient reader = new RpcClient(documented);
			assertThat(reader.get("DescribeScalingGroups", Map.of()).body()).contains("\"MissingParameter\"");
			var answer = reader.with(new AccessKey(documented.accessKey().id(), "wrong"))
				.get("DescribeRegions", Map.of());
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("The signature we calculated does not match the one you provided.");
		}
	}

	@Test
	void checksInTheConfiguredOrder() {
		assertThat(this.client.with(new AccessKey("unknown", "x")).get("DescribeScalingGroups", Map.of()).body())
			.contains("InvalidAccessKeyId.NotFound");
		SimulatorSettings settings = SimulatorSettings.defaults()
			.withGatewayOrder(List.of(GatewayCheck.PARAMETERS, GatewayCheck.ACCESS_KEY));
		try (EssSimulator reordered = EssSimulator.start(settings)) {
			RpcClient unknown = new RpcClient(reordered).with(new AccessKey("unknown", "x"));
			assertThat(unknown.get("DescribeScalingGroups", Map.of()).body()).contains("MissingRegionId");
		}
	}

	/** Uses a plain socket, because the JDK's client rejects such a request. */
	private String rawGet(String query) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.simulator.endpoint().getPort())) {
			String request = "GET /?" + query + " HTTP/1.1\r\nHost: ess.test\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String get(SortedMap<String, String> signed) {
		return this.client.send(HttpRequest.newBuilder(this.client.uri(signed)).build()).body();
	}

}
