package dev.essfacade.ess;

import java.time.InstantSource;
import java.time.Instant;
import java.util.List;

import dev.essfacade.ess.credentials.EssCredentials;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Metrics of this host's clock: its time, and its offset from the {@code Date} of ESS's
 * last response.
 */
class ClockOffsetTests {

	private static final String SUCCESS = "{\"RequestId\":\"a\"}";

	private static final String ERROR = "{\"RequestId\":\"a\",\"Code\":\"InvalidTimeStamp.Expired\"}";

	private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:20:00.500Z"));

	private final ClockOffset offset = new ClockOffset(this.clock);

	private final ResponseParser parser = new ResponseParser(this.offset);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private HttpResponse response = HttpResponse.of(200, "application/json", SUCCESS);

	private final HttpServer ess = HttpServer.start("127.0.0.1", 0, (_, wire) -> wire.send(this.response));

	private final EssProperties settings = Settings.of("ess.endpoint", "http://127.0.0.1:" + this.ess.port());

	private final SdkSender sender = new SdkSender(this.settings, EgressProxyProperties.NONE);

	@BeforeEach
	void bind() {
		this.offset.bindTo(this.meters);
	}

	@AfterEach
	void stop() throws Exception {
		this.sender.destroy();
		this.ess.close();
	}

	/** Prometheus compares it with its own clock, also while no token is valid. */
	@Test // O12
	void theTimeOfThisHostIsAMetric() {
		assertThat(this.meters.get("facade.time").gauge().value())
			.isEqualTo(Instant.parse("2026-01-01T00:20:00.500Z").toEpochMilli() / 1000.0);
	}

	@Test // O12
	void theClockOffsetIsNaNBeforeTheFirstResponse() {
		assertThat(seconds()).isNaN();
	}

	@Test // O12
	void theClockOffsetUsesTheDateOfASuccess() throws Exception {
		receive(200, SUCCESS, "Thu, 01 Jan 2026 00:00:00 GMT");
		assertThat(seconds()).isEqualTo(1200.5);
	}

	@Test // O12
	void theClockOffsetUsesTheDateOfAnError() throws Exception {
		receive(400, ERROR, "Thu, 1 Jan 2026 00:40:00 GMT");
		assertThat(seconds()).isEqualTo(-1199.5);
	}

	@Test // O12
	void ignoresDatesOfInvalidResponsesAndUnreadableDates() throws Exception {
		receive(200, SUCCESS, "Thu, 01 Jan 2026 00:00:00 GMT");
		receive(502, "<html>", "Thu, 01 Jan 2026 00:40:00 GMT");
		for (String date : List.of("yesterday", "", "2026-01-01T00:00:00Z", "Thu, 32 Jan 2026 00:00:00 GMT")) {
			receive(200, SUCCESS, date);
		}
		assertThat(seconds()).isEqualTo(1200.5);
	}

	private void receive(int status, String body, String date) throws Exception {
		this.response = HttpResponse.of(status, "application/json", body).with("Date", date);
		EssCall<Object> call = EssCall.read("DescribeRegions", "cn-hangzhou", Object.class).build();
		EssCredentials credentials = new EssCredentials("id", "secret", null, null);
		EssEndpoint endpoint = Settings.regions(this.settings).of("cn-hangzhou").endpoint();
		var _ = catchThrowable(() -> this.parser.parse(call,
				this.sender.send(call, endpoint, credentials, this.settings.deadline()), credentials, 1));
	}

	private double seconds() {
		return this.meters.get("ess.clock.offset").gauge().value();
	}

}
