package dev.essfacade.ess;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.essfacade.ess.ConcurrencyLimiter.Permit;
import dev.essfacade.ess.resilience.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConcurrencyLimiterTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Deque<Permit> permits = new ArrayDeque<>();

	@Test
	void aFullRegionLeavesPermitsForOtherRegions() {
		ConcurrencyLimiter limiter = limiter(5, 3);
		assertThat(fill(limiter, "cn-hangzhou", null)).isEqualTo(3);
		assertThat(fill(limiter, "cn-beijing", null)).isEqualTo(2);
		assertThat(rejected("cn-hangzhou", "region")).isEqualTo(1);
		assertThat(rejected("cn-beijing", "total")).isEqualTo(1);
		assertThat(inFlight("cn-beijing")).as("a rejected call uses no permit").isEqualTo(2);
	}

	@Test
	void aCallerHasAShareInEachRegionAndInTotal() {
		ConcurrencyLimiter limiter = limiter(6, 4);
		assertThat(fill(limiter, "cn-hangzhou", "ann")).as("half of the region").isEqualTo(2);
		assertThat(fill(limiter, "cn-beijing", "ann")).as("half of the total").isEqualTo(1);
		assertThat(rejected("cn-hangzhou", "caller") + rejected("cn-beijing", "caller")).isEqualTo(2);
		assertThat(fill(limiter, "cn-beijing", "bob")).isEqualTo(1);
		this.permits.forEach(Permit::close);
		assertThat(inFlight("cn-hangzhou") + inFlight("cn-beijing")).isZero();
		assertThat(fill(limiter, "cn-hangzhou", "ann")).isEqualTo(2);
	}

	@Test
	void aRejectedWriteNamesItsClientToken() {
		ConcurrencyLimiter limiter = limiter(1, 1);
		fill(limiter, "cn-hangzhou", null);
		assertThatExceptionOfType(EssException.class)
			.isThrownBy(() -> limiter.acquire(TestCalls.detach("cn-hangzhou", "asg-1", "token-1"), "ann"))
			.satisfies((ex) -> {
				assertThat(ex.outcome()).isEqualTo(CallOutcome.OVERLOADED);
				assertThat(ex.clientToken()).isEqualTo("token-1");
			});
		assertThat(this.meters.get("ess.call")
			.tag("action", "DetachLoadBalancers")
			.tag("outcome", "overloaded")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void aRegionThatIsNotServedIsUnknown() {
		assertThatExceptionOfType(UnknownRegionException.class)
			.isThrownBy(() -> limiter(1, 1).acquire(read("cn-nowhere"), null));
	}

	private ConcurrencyLimiter limiter(int total, int perRegion) {
		EssProperties settings = Settings.of("ess.max-concurrent-calls", String.valueOf(total),
				"ess.max-concurrent-calls-per-region", String.valueOf(perRegion));
		return new ConcurrencyLimiter(new EssRegions(settings, Ticker.system(), this.meters), settings,
				new CallMetrics(this.meters, Tracer.NOOP), this.meters);
	}

	/**
	 * Acquires permits until the limiter rejects a call, and returns the number of
	 * permits.
	 */
	private int fill(ConcurrencyLimiter limiter, String region, @Nullable String caller) {
		for (int acquired = 0;; acquired++) {
			try {
				this.permits.add(limiter.acquire(read(region), caller));
			}
			catch (EssException _) {
				return acquired;
			}
		}
	}

	private static EssCall<Object> read(String region) {
		return EssCall.read("DescribeScalingGroups", region, Object.class).build();
	}

	private double rejected(String region, String reason) {
		return this.meters.get("ess.calls.rejected").tag("region", region).tag("reason", reason).counter().count();
	}

	private double inFlight(String region) {
		return this.meters.get("ess.calls.in.flight").tag("region", region).gauge().value();
	}

}
