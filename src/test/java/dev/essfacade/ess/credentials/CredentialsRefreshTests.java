package dev.essfacade.ess.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The schedule of the credentials refresh, with Spring Boot's task scheduler. */
class CredentialsRefreshTests {

	private final AtomicInteger attempts = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
		.withUserConfiguration(Scheduling.class)
		.withPropertyValues("spring.threads.virtual.enabled=true")
		.withBean(RefreshingCredentials.class, this::credentials);

	@Test
	void aFailedRefreshIsFollowedByAnother() {
		this.runner.run((context) -> await().until(context.getBean(RefreshingCredentials.class)::wereFetched));
		assertThat(this.attempts).hasValueGreaterThan(1);
	}

	@Test
	void aHangingTaskWithAFixedDelayDoesNotStopTheRefresh() {
		this.runner.withBean(HangingTask.class).run((context) -> {
			HangingTask task = context.getBean(HangingTask.class);
			task.started.await();
			int before = this.attempts.get();
			await().until(() -> this.attempts.get() > before + 1);
			task.end.countDown();
		});
	}

	private RefreshingCredentials credentials() {
		return new RefreshingCredentials(() -> new EssCredentials("id", "secret", null, null), clockThatFailsAtFirst(),
				() -> 0.5);
	}

	private InstantSource clockThatFailsAtFirst() {
		return () -> {
			if (this.attempts.getAndIncrement() == 0) {
				throw new IllegalStateException("broken clock");
			}
			return Instant.EPOCH.plus(Duration.ofDays(this.attempts.get()));
		};
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	static class HangingTask {

		final CountDownLatch started = new CountDownLatch(1);

		final CountDownLatch end = new CountDownLatch(1);

		@Scheduled(fixedDelay = 1)
		void run() throws InterruptedException {
			this.started.countDown();
			this.end.await();
		}

	}

}
