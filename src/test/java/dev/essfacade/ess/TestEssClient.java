package dev.essfacade.ess;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

import dev.essfacade.ess.ConcurrencyLimiter.Permit;
import dev.essfacade.ess.credentials.RefreshingCredentials;
import dev.essfacade.ess.ConcurrencyLimiter.Permit;
import dev.essfacade.ess.credentials.TestCredentials;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.resilience.Backoff;
import dev.essfacade.ess.resilience.SkippingTicker;
import dev.essfacade.ess.resilience.Ticker;
import dev.esssimulator.AccessKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** ESS client without the service. Tests control its clock and random numbers. */
final class TestEssClient implements AutoCloseable {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final EssRegions regions;

	private final ConcurrencyLimiter limiter;

	private final SdkSender sender;

	private final EssClient client;

	private TestEssClient(EssProperties settings, EgressProxyProperties proxy, RefreshingCredentials keys,
			Ticker ticker, DoubleSupplier random) {
		this.regions = new EssRegions(settings, ticker, this.meters);
		this.sender = new SdkSender(settings, proxy);
		ClockOffset clockOffset = new ClockOffset(InstantSource.system());
		Attempt attempt = new Attempt(this.sender, new ResponseParser(clockOffset), keys);
		RetryLoop retries = new RetryLoop(attempt, new Backoff(random), ticker, settings);
		CallMetrics metrics = new CallMetrics(this.meters, Tracer.NOOP);
		this.limiter = new ConcurrencyLimiter(this.regions, settings, metrics, this.meters);
		this.client = new EssClient(this.regions, retries, metrics);
	}

	static Builder to(URI endpoint) {
		return new Builder(endpoint);
	}

	EssClient client() {
		return this.client;
	}

	/** Calls ESS with a permit of the concurrency limiter, as the service does. */
	<T> EssResult<T> callWithPermit(EssCall<T> call) {
		try (Permit _ = this.limiter.acquire(call, null)) {
			return this.client.call(call);
		}
	}

	Region region(String regionId) {
		return this.regions.of(regionId);
	}

	double inFlight(String regionId) {
		return this.meters.get("ess.calls.in.flight").tag("region", regionId).gauge().value();
	}

	MeterRegistry meters() {
		return this.meters;
	}

	@Override
	public void close() throws IOException {
		this.sender.destroy();
	}

	static final class Builder {

		private final Map<String, Object> settings = new HashMap<>();

		private Ticker ticker = new SkippingTicker().ticker();

		private DoubleSupplier random = () -> 0.5;

		private RefreshingCredentials keys = TestCredentials.of(AccessKey.EXAMPLE.id(), AccessKey.EXAMPLE.secret());

		private Builder(URI endpoint) {
			with("ess.endpoint", endpoint);
			// Timeouts that no test reaches by accident on a slow machine.
			with("ess.connect-timeout", "20s");
			with("ess.read-timeout", "20s");
			with("ess.deadline", "25s");
		}

		Builder with(String setting, Object value) {
			this.settings.put(setting, value.toString());
			return this;
		}

		/** Sets the endpoints of two regions in place of the endpoint for all regions. */
		Builder onlyFor(String region, URI endpoint, String other, URI otherEndpoint) {
			this.settings.remove("ess.endpoint");
			with("ess.endpoints." + region, endpoint);
			return with("ess.endpoints." + other, otherEndpoint);
		}

		Builder with(Ticker ticker) {
			this.ticker = ticker;
			return this;
		}

		Builder with(RefreshingCredentials keys) {
			this.keys = keys;
			return this;
		}

		Builder with(DoubleSupplier random) {
			this.random = random;
			return this;
		}

		TestEssClient open() {
			Binder binder = new Binder(new MapConfigurationPropertySource(this.settings));
			EssProperties settings = binder.bindOrCreate("ess", EssProperties.class);
			EgressProxyProperties proxy = binder.bindOrCreate("facade.egress-proxy", EgressProxyProperties.class);
			return new TestEssClient(settings, proxy, this.keys, this.ticker, this.random);
		}

	}

}
