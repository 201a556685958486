package dev.essfacade.audit;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The limit on denials in the audit file. */
class DenialLimitTests {

	private Instant now = Instant.parse("2026-11-24T12:00:00Z");

	private final DenialLimit limit = new DenialLimit(() -> this.now);

	@Test
	void admitsTenDenialsPerCallerAndMinute() {
		assertThat(admitted("ann", 10)).isEqualTo(10);
		this.now = this.now.plusSeconds(59);
		assertThat(admitted("ann", 5)).isZero();
		assertThat(admitted("bob", 10)).isEqualTo(10);
		this.now = this.now.plusSeconds(1);
		assertThat(admitted("ann", 11)).isEqualTo(10);
	}

	@Test
	void admitsAHundredDenialsPerMinute() {
		assertThat(IntStream.range(0, 100).filter((i) -> this.limit.admit("caller-" + i).isPresent())).hasSize(100);
		assertThat(this.limit.admit("one more")).isEmpty();
		this.now = this.now.plusSeconds(60);
		assertThat(this.limit.admit("one more")).isPresent();
		assertThat(IntStream.range(0, 100).filter((i) -> this.limit.admit("caller-" + i).isPresent())).hasSize(99);
	}

	@Test
	void theNextAdmittedDenialCountsTheOmittedOnes() {
		assertThat(this.limit.admit("ann")).isEqualTo(OptionalLong.of(0));
		admitted("ann", 12);
		assertThat(this.limit.admit("bob")).isEqualTo(OptionalLong.of(3));
		assertThat(this.limit.admit("bob")).isEqualTo(OptionalLong.of(0));
		assertThat(this.limit.admit("ann")).isEmpty();
		this.now = this.now.plusSeconds(60);
		assertThat(this.limit.admit("ann")).isEqualTo(OptionalLong.of(1));
	}

	private long admitted(String caller, int tries) {
		return IntStream.range(0, tries).filter((_) -> this.limit.admit(caller).isPresent()).count();
	}

}
