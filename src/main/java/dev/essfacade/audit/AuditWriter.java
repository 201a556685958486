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

/** Where records go: to the log, and to the file before that if there is one. */
final class AuditWriter implements AutoCloseable {

	/** The caller has to be answered within a second. */
	static final Duration PATIENCE = Duration.ofMillis(800);

	private static final Logger logger = LoggerFactory.getLogger(AuditWriter.class);

	private final @Nullable GroupCommitWriter journal;

	private final AuditLogOutput log;

	private final Counter failures;

	private final AtomicBoolean failing = new AtomicBoolean();

	/**
	 * Leads to the log, and to a file if there is one.
	 * @param journal null where there is no file
	 * @param failures counts records that could not be written
	 */
	AuditWriter(@Nullable GroupCommitWriter journal, AuditLogOutput log, Counter failures) {
		this.journal = journal;
		this.log = log;
		this.failures = failures;
	}

	/**
	 * Records what may only happen if it is recorded.
	 * @throws IOException if it is not on the disk in time
	 */
	void require(AuditRecord record) throws IOException {
		if (this.journal != null) {
			await(this.journal.append(record.json()));
			written();
		}
		recordInLog(record);
	}

	private void await(CompletableFuture<Void> written) throws IOException {
		try {
			written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failed(new IOException(FailureReason.of(ex), ex));
		}
		catch (TimeoutException _) {
			written.cancel(false);
			throw failed(new IOException("The disk did not answer within " + PATIENCE.toMillis() + " ms"));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			written.cancel(false);
			throw failed(new IOException("Interrupted", ex));
		}
	}

	private IOException failed(IOException failure) {
		failing();
		logger.error("An audit record cannot be written, so nothing is sent: {}", failure.getMessage());
		return failure;
	}

	/** Records what has happened anyhow; nobody waits for the disk. */
	void record(AuditRecord record) {
		recordInLog(record);
		if (this.journal != null) {
			var _ = this.journal.append(record.json()).exceptionally(this::missed);
		}
	}

	private @Nullable Void missed(Throwable failure) {
		failing();
		logger.error("An audit record is in the log alone, since it cannot be written to the file: {}",
				FailureReason.of(failure));
		return null;
	}

	private void failing() {
		this.failing.set(true);
		this.failures.increment();
	}

	/**
	 * Writes are let in again: whoever has read that they are not waits for this line.
	 */
	private void written() {
		if (this.failing.compareAndSet(true, false)) {
			logger.warn("Audit records can be written again");
		}
	}

	/** Records it in the log alone. */
	void recordInLog(AuditRecord record) {
		this.log.write(record);
	}

	@Override
	public void close() {
		if (this.journal != null) {
			this.journal.close();
		}
	}

}
