package dev.essfacade.contract;

import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A request of 64 KiB costs at most 100 ms of processor time. Its response has at most 20
 * KB. The measured time is that of the whole process, with one request at a time. The
 * time may include compilation of code or garbage collection. A test therefore sends the
 * same request up to ten times, until one of them keeps the limit.
 */
@FacadeTest
class BoundedWorkTests {

	private static final int MAX_BODY = 64 * 1024;

	private static final int MAX_RESPONSE = 20_000;

	private static final Duration MAX_PROCESSOR_TIME = Duration.ofMillis(100);

	private static final int MAX_ERRORS = 20;

	private static final int MAX_REQUESTS = 10;

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private final EssSimulator ess;

	private final Caller caller;

	BoundedWorkTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@AfterEach
	void nothingWasSentToEss() {
		assertThat(this.ess.received()).isEmpty();
	}

	static Stream<Arguments> bodies() {
		return Stream
			.of(arguments("equal blank ids", clb("\"\"")), arguments("equal invalid ids", clb("\"-\"")),
					arguments("distinct invalid ids",
							clbOf(IntStream.range(0, 8_000).mapToObj((i) -> "\"-" + i + "\""))),
					arguments("equal valid ids", clb("\"lb\"")),
					arguments("distinct valid ids", clbOf(IntStream.range(0, 8_000).mapToObj((i) -> "\"l" + i + "\""))),
					arguments("numbers as ids", clb("1")), arguments("nulls as ids", clb("null")),
					arguments("objects as ids", clb("{}")), arguments("arrays as ids", clb("[]")),
					arguments("equal empty pairs", alb("{}")),
					arguments("equal invalid pairs", alb("{\"albServerGroupId\":\"\",\"port\":0}")),
					arguments("a hundred invalid pairs", albOf(100)), arguments("1,500 pairs", albOf(1_500)),
					arguments("deep arrays", "{\"loadBalancers\":" + "[".repeat(60_000)),
					arguments("deep objects", "{\"x\":".repeat(
							10_000)),
					arguments(
							"unknown fields", "{"
									+ IntStream.range(0, 6_000)
										.mapToObj((i) -> "\"f" + i + "\":1")
										.collect(Collectors.joining(","))
									+ "}"),
					arguments("a duplicate field", "{" + "\"async\":true,".repeat(4_000) + "\"async\":true}"),
					arguments("a long field name", "{\"" + "x".repeat(60_000) + "\":1}"),
					arguments("field names with one hash", "{" + IntStream.range(0, 4_000)
						.mapToObj((i) -> "\"" + Integer.toBinaryString(4096 + i).replace("0", "Aa").replace("1", "BB")
								+ "\":1")
						.limit(1_500)
						.collect(Collectors.joining(",")) + "}"),
					arguments("a long reason",
							"{\"loadBalancers\":[\"lb-1\"],\"reason\":\"" + "x".repeat(60_000) + "\"}"),
					arguments("a reason of escapes",
							"{\"loadBalancers\":[\"lb-1\"],\"reason\":\"" + "\\u00e4".repeat(10_000) + "\"}"),
					arguments("a long client token",
							"{\"loadBalancers\":[\"lb-1\"],\"clientToken\":\"" + "a".repeat(60_000) + "\"}"),
					arguments("a long id", "{\"loadBalancers\":[\"" + "a-".repeat(30_000) + "\"]}"),
					arguments("a long number", alb("{\"albServerGroupId\":\"s\",\"port\":" + "9".repeat(60_000) + "}")),
					arguments("a long exponent", alb("{\"albServerGroupId\":\"s\",\"port\":1e" + "9".repeat(9) + "}")),
					arguments("a long fraction",
							alb("{\"albServerGroupId\":\"s\",\"port\":0." + "3".repeat(60_000) + "}")),
					arguments("white space", " ".repeat(65_000)),
					arguments("an unterminated string", "\"" + "x".repeat(60_000)),
					arguments("invalid UTF-8", "{\"reason\":\"" + "\u00ff".repeat(30_000)));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void aBodyOf64KibCostsLessThan100Milliseconds(String kind, String body) {
		for (String path : List.of(Caller.CLB_DETACH, Caller.ALB_DETACH, attach(Caller.CLB_DETACH),
				attach(Caller.ALB_DETACH))) {
			assertBounded(kind, () -> {
				Answer answer = this.caller.send(HttpRequest.newBuilder(this.caller.service().resolve(path))
					.POST(BodyPublishers.ofByteArray(truncated(body))), "Content-Type", "application/json");
				assertThat(answer.json().path("errors")).as(kind).hasSizeLessThanOrEqualTo(MAX_ERRORS);
				return answer;
			});
		}
	}

	static Stream<Arguments> headersAndPaths() {
		String long8k = "x".repeat(7_500);
		return Stream.of(arguments("a long path", "/api/v1/regions/" + long8k, "X-A", "b"),
				arguments("many path segments", "/api/v1/" + "a/".repeat(3_700), "X-A", "b"),
				arguments("a long query", "/api/v1/regions?" + long8k, "X-A", "b"),
				arguments("many query parameters", "/api/v1/regions?" + "a=b&".repeat(1_800), "X-A", "b"),
				arguments("encoded dots", "/api/v1/regions/" + "%2e%2e/".repeat(1_000), "X-A", "b"),
				arguments("a long Accept", "/api/v1/regions", "Accept", "text/html,".repeat(700) + "a/b"),
				arguments("Accept with quality", "/api/v1/regions", "Accept", "a/b;q=0.1,".repeat(700) + "a/b"),
				arguments("a long If-None-Match", Caller.ALB_DETACH, "If-None-Match", "\"a\",".repeat(1_800) + "\"a\""),
				arguments("a long Accept-Language", "/api/v1/regions/x/y", "Accept-Language",
						"de-DE,".repeat(1_200) + "en"),
				arguments("a long Idempotency-Key", Caller.ALB_DETACH, "Idempotency-Key", long8k),
				arguments("a long X-Request-Id", "/api/v1/regions/x/y", "X-Request-Id", long8k),
				arguments("a long Cookie", "/api/v1/regions/x/y", "Cookie", "a=b;".repeat(1_800)),
				arguments("a long Authorization", "/api/v1/regions/x/y", "Authorization", "Bearer " + long8k),
				arguments("a long Prefer", "/api/v1/regions/x/y", "Prefer", "wait=1,".repeat(1_000) + "a"));
	}

	@ParameterizedTest
	@MethodSource("headersAndPaths")
	void aHeaderOrPathOf8KibCostsLessThan100Milliseconds(String kind, String path, String name, String value) {
		assertBounded(kind, () -> this.caller.get(path, name, value));
	}

	private static void assertBounded(String kind, Supplier<Answer> request) {
		List<Duration> used = new ArrayList<>();
		do {
			used.add(processorTime(kind, request));
		}
		while (used.getLast().compareTo(MAX_PROCESSOR_TIME) >= 0 && used.size() < MAX_REQUESTS);
		assertThat(used.getLast()).as("%s: %s", kind, used).isLessThan(MAX_PROCESSOR_TIME);
	}

	private static Duration processorTime(String kind, Supplier<Answer> request) {
		long before = SYSTEM.getProcessCpuTime();
		Answer answer = request.get();
		Duration used = Duration.ofNanos(SYSTEM.getProcessCpuTime() - before);
		assertThat(answer.status()).as(kind).isBetween(200, 499);
		assertThat(answer.http().body().getBytes(StandardCharsets.UTF_8)).as(kind).hasSizeLessThan(MAX_RESPONSE);
		return used;
	}

	private static String attach(String detach) {
		return detach.replaceFirst("detach$", "attach");
	}

	private static byte[] truncated(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
		return (bytes.length <= MAX_BODY) ? bytes : Arrays.copyOf(bytes, MAX_BODY);
	}

	private static String clb(String element) {
		return clbOf(IntStream.range(0, MAX_BODY / (element.length() + 1) - 20).mapToObj((_) -> element));
	}

	private static String clbOf(Stream<String> elements) {
		return "{\"loadBalancers\":[" + elements.collect(Collectors.joining(",")) + "]}";
	}

	private static String alb(String element) {
		return "{\"albServerGroups\":[" + IntStream.range(0, Math.max(1, MAX_BODY / (element.length() + 1) - 20))
			.mapToObj((_) -> element)
			.collect(Collectors.joining(",")) + "]}";
	}

	private static String albOf(int pairs) {
		return "{\"albServerGroups\":[" + IntStream.range(0, pairs)
			.mapToObj((i) -> "{\"albServerGroupId\":\"-" + i + "\",\"port\":0}")
			.collect(Collectors.joining(",")) + "]}";
	}

}
