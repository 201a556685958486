package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Where records go, and what happens when they cannot. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AuditWriterTests {

	private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

	private final Counter failures = Counter.builder("failures").register(new SimpleMeterRegistry());

	private final BlockingQueue<String> forced = new LinkedBlockingQueue<>();

	private final Semaphore mayForce = new Semaphore(0);

	private final GroupCommitWriter journal = new GroupCommitWriter(this::force);

	private final AuditWriter trail = new AuditWriter(this.journal, new AuditLogOutput(false), this.failures);

	private @Nullable IOException trouble;

	@AfterEach
	void close() {
		this.mayForce.release(100);
		this.trail.close();
	}

	private void force(ByteBuffer lines) throws IOException {
		this.mayForce.acquireUninterruptibly();
		if (this.trouble != null) {
			throw this.trouble;
		}
		this.forced.add(StandardCharsets.UTF_8.decode(lines).toString());
	}

	@Test
	void whatIsRequiredIsOnTheDiskAndThenInTheLog(CapturedOutput output) throws IOException {
		this.mayForce.release();
		this.trail.require(record("required"));
		assertThat(this.forced).containsExactly(record("required").json() + "\n");
		assertThat(output).contains(record("required").json());
		assertThat(this.failures.count()).isZero();
	}

	@Test
	void aDiskThatRefusesIsToldAndCounted(CapturedOutput output) {
		this.trouble = new IOException("No space left on device");
		this.mayForce.release();
		assertThatIOException().isThrownBy(() -> this.trail.require(record("required")))
			.withMessageContaining("No space left on device");
		assertThat(this.failures.count()).isOne();
		assertThat(output).contains("nothing is sent", "No space left").doesNotContain("{\"@timestamp\"");
	}

	@Test
	void aFileThatIsGoneIsNotToldByItsNameAlone(CapturedOutput output) {
		this.trouble = new NoSuchFileException("/x/audit.jsonl");
		this.trail.record(record("happened"));
		this.mayForce.release(2);
		assertThatIOException().isThrownBy(() -> this.trail.require(record("required")))
			.withMessage("NoSuchFileException: /x/audit.jsonl");
		assertThat(output).contains("nothing is sent: NoSuchFileException: /x/audit.jsonl",
				"written to the file: NoSuchFileException: /x/audit.jsonl");
	}

	@Test
	void thatRecordsCanBeWrittenAgainIsToldOnce(CapturedOutput output) throws IOException {
		this.mayForce.release(10);
		this.trail.require(record("before"));
		this.trouble = new IOException("No space left on device");
		assertThatIOException().isThrownBy(() -> this.trail.require(record("lost")));
		assertThatIOException().isThrownBy(() -> this.trail.require(record("lost too")));
		assertThat(output).doesNotContain("can be written again");
		this.trouble = null;
		this.trail.require(record("after"));
		this.trail.require(record("long after"));
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("Audit records can be written again"))
			.hasSize(1);
	}

	/** It may have come too late for a write. */
	@Test
	void whatIsWrittenWithoutWaitingDoesNotTellIt(CapturedOutput output) {
		this.mayForce.release(10);
		this.trouble = new IOException("No space left on device");
		assertThatIOException().isThrownBy(() -> this.trail.require(record("lost")));
		this.trouble = null;
		this.trail.record(record("happened"));
		this.trail.close(); // waits for the disk
		assertThat(output).doesNotContain("Audit records can be written again");
	}

	@Test
	void nobodyWaitsLongForADiskThatHangs(CapturedOutput output) {
		assertThatIOException().isThrownBy(() -> this.trail.require(record("required")))
			.withMessageContaining("800 ms");
		assertThat(this.failures.count()).isOne();
		assertThat(output).doesNotContain("{\"@timestamp\"");
	}

	@Test
	void whoeverIsInterruptedStaysSo() {
		Thread.currentThread().interrupt();
		assertThatIOException().isThrownBy(() -> this.trail.require(record("required")))
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.failures.count()).isOne();
	}

	@Test
	void whatHasHappenedIsRecordedWithoutWaiting(CapturedOutput output) throws InterruptedException {
		this.trail.record(record("happened"));
		assertThat(output).contains(record("happened").json());
		assertThat(this.forced).isEmpty();
		this.mayForce.release();
		assertThat(this.forced.poll(30, TimeUnit.SECONDS)).isEqualTo(record("happened").json() + "\n");
	}

	@Test
	void whatHasHappenedAndCannotBeWrittenIsAnError(CapturedOutput output) {
		this.trouble = new IOException("No space left on device");
		this.trail.record(record("happened"));
		this.mayForce.release(2);
		assertThatIOException().isThrownBy(() -> this.trail.require(record("after it")));
		assertThat(output).contains(" ERROR ", "in the log alone", record("happened").json());
		assertThat(this.failures.count()).isEqualTo(2);
	}

	@Test
	void whatIsToldIsNotInTheFile(CapturedOutput output) throws IOException {
		this.mayForce.release();
		this.trail.recordInLog(record("told"));
		this.trail.require(record("required"));
		assertThat(output).contains(record("told").json());
		assertThat(this.forced).containsExactly(record("required").json() + "\n");
	}

	@Test
	void withoutAFileThereIsTheLog(CapturedOutput output) throws IOException {
		try (AuditWriter logOnly = new AuditWriter(null, new AuditLogOutput(false), this.failures)) {
			logOnly.require(record("required"));
			logOnly.record(record("happened"));
		}
		assertThat(output).contains(record("required").json(), record("happened").json());
		assertThat(this.failures.count()).isZero();
	}

	@Test
	void atItsEndTheDiskIsLetGo() throws InterruptedException {
		CountDownLatch closed = new CountDownLatch(1);
		new AuditWriter(new GroupCommitWriter(new GroupCommitWriter.Disk() {

			@Override
			public void append(ByteBuffer lines) {
			}

			@Override
			public void close() {
				closed.countDown();
			}

		}), new AuditLogOutput(false), this.failures).close();
		assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private static AuditRecord record(String message) {
		return AuditRecord.at(NOON).with("message", message);
	}

}
