package dev.essfacade.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes audit records to the file, if there is one, and to the log. */
final class AuditWriter implements AutoCloseable {

	/** Longest time that a write waits until its intent is on the disk. */
	static final Duration DISK_TIMEOUT = Duration.ofMillis(800);

	private static final Logger logger = LoggerFactory.getLogger(AuditWriter.class);

	private final @Nullable GroupCommitWriter file;

	private final AuditLogOutput log;

	private final Counter failures;

	private final AtomicBoolean failing = new AtomicBoolean();

	/**
	 * Creates a writer.
	 * @param file null if records go to the log alone
	 * @param failures counts records that could not be written to the file
	 */
	AuditWriter(@Nullable GroupCommitWriter file, AuditLogOutput log, Counter failures) {
		this.file = file;
		this.log = log;
		this.failures = failures;
	}

	/**
	 * Writes an intent to file and log. If this fails, the write must not be sent.
	 * @throws IOException if the record is not on the disk within 800 ms
	 */
	void require(AuditRecord record) throws IOException {
		if (this.file != null) {
			await(this.file.append(record.json()));
			onSuccess();
		}
		recordInLog(record);
	}

	private void await(CompletableFuture<Void> written) throws IOException {
		try {
			written.get(DISK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failed(new IOException(FailureReason.of(ex), ex));
		}
		catch (TimeoutException _) {
			written.cancel(false);
			throw failed(new IOException("The disk did not respond within " + DISK_TIMEOUT.toMillis() + " ms"));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			written.cancel(false);
			throw failed(new IOException("Interrupted", ex));
		}
	}

	private IOException failed(IOException failure) {
		failing();
		logger.error("Writing an audit record failed, the write was not sent: {}", failure.getMessage());
		return failure;
	}

	/** Writes an outcome or a denial to log and file, without waiting for the disk. */
	void record(AuditRecord record) {
		recordInLog(record);
		if (this.file != null) {
			var _ = this.file.append(record.json()).exceptionally(this::onFailure);
		}
	}

	private @Nullable Void onFailure(Throwable failure) {
		failing();
		logger.error("Writing an audit record to the file failed, the record is in the log alone: {}",
				FailureReason.of(failure));
		return null;
	}

	private void failing() {
		this.failing.set(true);
		this.failures.increment();
	}

	/** Logs the recovery after a failure. */
	private void onSuccess() {
		if (this.failing.compareAndSet(true, false)) {
			logger.warn("Audit records can be written to the file again");
		}
	}

	/** Writes a record to the log alone. */
	void recordInLog(AuditRecord record) {
		this.log.write(record);
	}

	@Override
	public void close() {
		if (this.file != null) {
			this.file.close();
		}
	}

}
