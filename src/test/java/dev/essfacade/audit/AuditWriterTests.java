package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
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
import static org.awaitility.Awaitility.await;

/** Records in file and log, also during disk failures. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AuditWriterTests {

	private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

	private final Counter failures = Counter.builder("failures").register(new SimpleMeterRegistry());

	private final BlockingQueue<String> forced = new LinkedBlockingQueue<>();

	private final Semaphore permits = new Semaphore(0);

	private final GroupCommitWriter journal = new GroupCommitWriter(this::force);

	private final AuditWriter writer = new AuditWriter(this.journal, new AuditLogOutput(false), this.failures);

	private @Nullable IOException trouble;

	@AfterEach
	void close() {
		this.permits.release(100);
		this.writer.close();
	}

	private void force(ByteBuffer lines) throws IOException {
		this.permits.acquireUninterruptibly();
		if (this.trouble != null) {
			throw this.trouble;
		}
		this.forced.add(StandardCharsets.UTF_8.decode(lines).toString());
	}

	@Test
	void writesARequiredRecordToDiskAndThenToTheLog(CapturedOutput output) throws IOException {
		this.permits.release();
		this.writer.require(record("required"));
		assertThat(this.forced).containsExactly(record("required").json() + "\n");
		assertThat(output).contains(record("required").json());
		assertThat(this.failures.count()).isZero();
	}

	@Test
	void logsAndCountsAFailureOfTheDisk(CapturedOutput output) {
		this.trouble = new IOException("No space left on device");
		this.permits.release();
		assertThatIOException().isThrownBy(() -> this.writer.require(record("required")))
			.withMessageContaining("No space left on device");
		assertThat(this.failures.count()).isOne();
		assertThat(output).contains("the write was not sent", "No space left").doesNotContain("{\"@timestamp\"");
	}

	@Test
	void logsTheKindOfAFailureWithTheNameOfTheFile(CapturedOutput output) {
		this.trouble = new NoSuchFileException("/x/audit.jsonl");
		this.writer.record(record("happened"));
		this.permits.release(2);
		assertThatIOException().isThrownBy(() -> this.writer.require(record("required")))
			.withMessage("NoSuchFileException: /x/audit.jsonl");
		assertThat(output).contains("the write was not sent: NoSuchFileException: /x/audit.jsonl",
				"the record is in the log alone: NoSuchFileException: /x/audit.jsonl");
	}

	@Test
	void logsTheRecoveryOnce(CapturedOutput output) throws IOException {
		this.permits.release(10);
		this.writer.require(record("before"));
		this.trouble = new IOException("No space left on device");
		assertThatIOException().isThrownBy(() -> this.writer.require(record("lost")));
		assertThatIOException().isThrownBy(() -> this.writer.require(record("lost too")));
		assertThat(output).doesNotContain("can be written to the file again");
		this.trouble = null;
		this.writer.require(record("after"));
		this.writer.require(record("long after"));
		assertThat(output.getOut().lines())
			.filteredOn((line) -> line.contains("Audit records can be written to the file again"))
			.hasSize(1);
	}

	/**
	 * The outcome of an earlier write can reach the file although new writes are
	 * rejected. It therefore proves no recovery.
	 */
	@Test
	void logsNoRecoveryForARecordNobodyWaitsFor(CapturedOutput output) {
		this.permits.release(10);
		this.trouble = new IOException("No space left on device");
		assertThatIOException().isThrownBy(() -> this.writer.require(record("lost")));
		this.trouble = null;
		this.writer.record(record("happened"));
		this.writer.close(); // waits for the disk
		assertThat(output).doesNotContain("Audit records can be written to the file again");
	}

	@Test
	void givesUpOnAHangingDiskAfter800Milliseconds(CapturedOutput output) {
		assertThatIOException().isThrownBy(() -> this.writer.require(record("required")))
			.withMessageContaining("800 ms");
		assertThat(this.failures.count()).isOne();
		assertThat(output).doesNotContain("{\"@timestamp\"");
	}

	@Test
	void keepsTheInterruptFlag() {
		Thread.currentThread().interrupt();
		assertThatIOException().isThrownBy(() -> this.writer.require(record("required")))
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.failures.count()).isOne();
	}

	@Test
	void writesAnOutcomeWithoutWaiting(CapturedOutput output) throws InterruptedException {
		this.writer.record(record("happened"));
		assertThat(output).contains(record("happened").json());
		assertThat(this.forced).isEmpty();
		this.permits.release();
		assertThat(this.forced.poll(30, TimeUnit.SECONDS)).isEqualTo(record("happened").json() + "\n");
	}

	@Test
	void logsAnErrorIfAnOutcomeCannotBeWritten(CapturedOutput output) {
		this.trouble = new IOException("No space left on device");
		this.writer.record(record("happened"));
		this.permits.release(2);
		assertThatIOException().isThrownBy(() -> this.writer.require(record("after it")));
		assertThat(output).contains(" ERROR ", "in the log alone", record("happened").json());
		assertThat(this.failures.count()).isEqualTo(2);
	}

	@Test
	void writesARecordToTheLogAlone(CapturedOutput output) throws IOException {
		this.permits.release();
		this.writer.recordInLog(record("told"));
		this.writer.require(record("required"));
		assertThat(output).contains(record("told").json());
		assertThat(this.forced).containsExactly(record("required").json() + "\n");
	}

	@Test
	void writesToTheLogWithoutAFile(CapturedOutput output) throws IOException {
		try (AuditWriter logOnly = new AuditWriter(null, new AuditLogOutput(false), this.failures)) {
			logOnly.require(record("required"));
			logOnly.record(record("happened"));
		}
		assertThat(output).contains(record("required").json(), record("happened").json());
		assertThat(this.failures.count()).isZero();
	}

	@Test
	void closeWritesQueuedRecords() throws InterruptedException {
		AuditWriter writer = new AuditWriter(new GroupCommitWriter(this::force), new AuditLogOutput(false),
				this.failures);
		writer.record(record("queued"));
		Thread closer = Thread.ofVirtual().start(writer::close);
		await().until(() -> closer.getState() == Thread.State.TIMED_WAITING || !closer.isAlive());
		assertThat(closer.isAlive()).as("close waits for the disk").isTrue();
		this.permits.release();
		closer.join();
		assertThat(this.forced).containsExactly(record("queued").json() + "\n");
	}

	private static AuditRecord record(String message) {
		return AuditRecord.at(NOON).with("message", message);
	}

}
