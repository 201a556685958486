package dev.essfacade.ess;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

import dev.essfacade.ess.http.RawResponse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Measures the clock of this service's host: its time, and its offset from the
 * {@code Date} header of ESS.
 */
@Component
class ClockOffset implements MeterBinder {

	private final InstantSource clock;

	private volatile double seconds = Double.NaN;

	private volatile ParsedDate last = new ParsedDate("never", Instant.EPOCH);

	ClockOffset(InstantSource clock) {
		this.clock = clock;
	}

	/** Updates the offset if the response has a readable date. */
	void update(RawResponse response) {
		@Nullable String date = response.field("date");
		try {
			ParsedDate parsed = this.last;
			if (!parsed.text.equals(date)) {
				parsed = ParsedDate.of((date != null) ? date : "");
				this.last = parsed;
			}
			this.seconds = (this.clock.millis() - parsed.time.toEpochMilli()) / 1000.0;
		}
		catch (DateTimeException _) {
			// The previous offset stays.
		}
	}

	double seconds() {
		return this.seconds;
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		Gauge.builder("ess.clock.offset", this, ClockOffset::seconds)
			.description("This host's clock minus the Date of ESS's last response; NaN before the first response")
			.baseUnit("seconds")
			.register(meters);
		// If a wrong clock prevents all calls to ESS, ess.clock.offset does not change.
		// Alerts therefore also compare this gauge with the clock of Prometheus.
		Gauge.builder("facade.time", this.clock, (now) -> now.instant().toEpochMilli() / 1000.0)
			.description("This host's clock, in seconds since 1970")
			.baseUnit("seconds")
			.register(meters);
	}

	/**
	 * A Date header and its time, parsed only once, because all responses of one second
	 * have the same Date header.
	 */
	private record ParsedDate(String text, Instant time) {

		static ParsedDate of(String text) {
			return new ParsedDate(text, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
		}

	}

}
