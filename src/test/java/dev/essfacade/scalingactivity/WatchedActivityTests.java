package dev.essfacade.scalingactivity;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The order in which activities are polled. */
class WatchedActivityTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	@Test
	void anOverdueActivityPrecedesANewOne() {
		WatchedActivity earlier = new WatchedActivity(new WatchedActivity.Key("asa-1", null), 0, 0);
		earlier.startPoll(SECOND);
		WatchedActivity later = new WatchedActivity(new WatchedActivity.Key("asa-2", null), 3 * SECOND, 3 * SECOND);
		assertThat(earlier.dueAt()).isEqualTo(2 * SECOND).isLessThan(later.dueAt());
		assertThat(later.isDue(3 * SECOND)).isTrue();
		assertThat(earlier.isDue(2 * SECOND - 1)).isFalse();
	}

}
