package dev.essfacade.ess;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.ess.resilience.ManualTicker;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Hundreds of invalid responses. Most of them are nearly valid responses of ESS. */
class InvalidResponseTests {

	private static final String SUCCESS = "{\"RequestId\":\"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11\","
			+ "\"ScalingActivityId\":\"asa-1\"}";

	private static final String ERROR = "{\"RequestId\":\"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11\","
			+ "\"HostId\":\"ess.aliyuncs.com\",\"Code\":\"InvalidParameter\",\"Message\":\"That is odd.\"}";

	private static final List<String> NO_WORDS = List.of("17", "null", "true", "[]", "{}", "\"\"", "\" \"", "\"a b\"",
			"\"a\\u0000\"", "\"\\u4e2d\"", "\"" + "a".repeat(1001) + "\"");

	private HttpResponse answer = json(200, SUCCESS);

	private final HttpServer ess = HttpServer.start("127.0.0.1", 0, (request, wire) -> wire.send(this.answer));

	private final TestEssClient client = TestEssClient.to(URI.create("http://127.0.0.1:" + this.ess.port()))
		.with(new ManualTicker().ticker())
		.open();

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.ess.close();
	}

	@Test // F12
	void rejectsResponsesThatAreNearlyValid() {
		List<HttpResponse> odd = Stream
			.of(cuts(200, SUCCESS), cuts(400, ERROR), cuts(500, ERROR), invalidTexts(), others())
			.flatMap((answers) -> answers)
			.toList();
		assertThat(odd).hasSizeGreaterThan(300);
		for (HttpResponse each : odd) {
			this.answer = each;
			EssException failure = Objects.requireNonNull(detach(), each::toString);
			assertThat(failure.outcome()).as("%s", each).isEqualTo(CallOutcome.OUTCOME_UNKNOWN);
		}
	}

	@Test
	void acceptsValidResponses() {
		assertThat(detach()).isNull();
		this.answer = json(400, ERROR);
		assertThat(detach()).isNotNull().extracting(EssException::outcome).isEqualTo(CallOutcome.CLIENT_ERROR);
	}

	private static Stream<HttpResponse> cuts(int status, String body) {
		return IntStream.range(0, body.length()).mapToObj((length) -> json(status, body.substring(0, length)));
	}

	private static Stream<HttpResponse> invalidTexts() {
		return NO_WORDS.stream()
			.flatMap((word) -> Stream.of(json(200, "{\"RequestId\":" + word + "}"),
					json(400, "{\"RequestId\":" + word + ",\"Code\":\"Odd\"}"),
					json(400, "{\"RequestId\":\"4DDC5C4E\",\"Code\":" + word + "}"),
					json(200, "{\"RequestId\":\"4DDC5C4E\",\"Code\":" + word + "}")));
	}

	private static Stream<HttpResponse> others() {
		return Stream.of(json(200, ERROR), json(400, SUCCESS), json(302, ERROR), json(200, SUCCESS + SUCCESS),
				json(200, "[" + SUCCESS + "]"), json(200, "\"" + "x".repeat(100) + "\""),
				json(200, "{\"RequestId\":\"a\",\"RequestId\":\"b\"}"),
				HttpResponse.of(200, "text/html", "<html><body>Log in</body></html>"),
				HttpResponse.of(200, "text/xml", "<Error><RequestId>4DDC5C4E</RequestId></Error>"),
				HttpResponse.of(403, "text/xml", "<Error><Code>Forbidden</Code></Error>"));
	}

	private static HttpResponse json(int status, String body) {
		return HttpResponse.of(status, "application/json;charset=utf-8", body);
	}

	private @Nullable EssException detach() {
		return catchThrowableOfType(EssException.class,
				() -> this.client.client().call(KillTests.detach("asg-1", "token-1")));
	}

}
