package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines to the disk on a thread of its own, so that a disk that hangs blocks no
 * caller. Lines that arrive during a write are forced to the disk together (group
 * commit).
 */
final class GroupCommitWriter implements AutoCloseable {

	/** Lines that can wait: twice the requests that Tomcat can process at once. */
	static final int QUEUE_CAPACITY = 8192;

	private static final int MAX_BATCH = 512;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private static final Logger logger = LoggerFactory.getLogger(GroupCommitWriter.class);

	private final Disk disk;

	private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);

	private final Thread writer = Thread.ofPlatform().daemon().name("audit").unstarted(this::run);

	private volatile boolean open = true;

	GroupCommitWriter(Disk disk) {
		this.disk = disk;
		this.writer.start();
	}

	/**
	 * Queues a line.
	 * @return a future that completes when the line is on the disk. The future fails if
	 * the queue is full or the disk fails. If the future is cancelled while the line is
	 * in the queue, the line is not written
	 */
	CompletableFuture<Void> append(String line) {
		return enqueue(line + "\n");
	}

	private CompletableFuture<Void> enqueue(String line) {
		Entry entry = new Entry(line, new CompletableFuture<>());
		if (!this.queue.offer(entry)) {
			entry.written.completeExceptionally(new IOException("The queue of audit records is full"));
		}
		return entry.written;
	}

	private void run() {
		try {
			while (this.open || !this.queue.isEmpty()) {
				List<Entry> batch = new ArrayList<>();
				batch.add(this.queue.take());
				this.queue.drainTo(batch, MAX_BATCH - 1);
				batch.removeIf((entry) -> entry.written.isDone());
				write(batch);
			}
		}
		catch (InterruptedException _) {
			// The thread ends.
		}
	}

	private void write(List<Entry> batch) {
		if (batch.isEmpty()) {
			return;
		}
		String lines = batch.stream().map(Entry::line).collect(Collectors.joining());
		try {
			this.disk.append(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
			batch.forEach((entry) -> entry.written.complete(null));
		}
		catch (IOException | RuntimeException | Error ex) {
			// The thread survives every failure. Otherwise no later line would be
			// written.
			batch.forEach((entry) -> entry.written.completeExceptionally(ex));
		}
	}

	/** Waits at most two seconds until the queued lines are written. */
	@Override
	public void close() {
		this.open = false;
		var _ = enqueue(""); // wakes the writer
		try {
			if (!this.writer.join(CLOSE_TIMEOUT)) {
				logger.error("The disk of the audit file hangs: up to {} audit records are in the log alone",
						this.queue.size());
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** The destination of the lines. */
	interface Disk {

		/** Returns when all lines are on the disk; throws if that is not certain. */
		void append(ByteBuffer lines) throws IOException;

	}

	private record Entry(String line, CompletableFuture<Void> written) {
	}

}
