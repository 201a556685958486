package dev.essfacade.audit;

import java.io.Closeable;
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
 * Hands lines to the disk on a thread of its own: a disk that hangs then holds up nobody
 * but that thread. What arrives while the disk is busy is forced to it together.
 */
final class GroupCommitWriter implements AutoCloseable {

	/** As many calls as Tomcat can have under way, twice. */
	static final int ROOM = 8192;

	private static final int MOST_AT_ONCE = 512;

	private static final Duration LAST_WORDS = Duration.ofSeconds(2);

	private static final Logger logger = LoggerFactory.getLogger(GroupCommitWriter.class);

	private final Disk disk;

	private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(ROOM);

	private final Thread writer = Thread.ofPlatform().daemon().name("audit").unstarted(this::write);

	private volatile boolean open = true;

	GroupCommitWriter(Disk disk) {
		this.disk = disk;
		this.writer.start();
	}

	/**
	 * Queues a line.
	 * @return done when the line is on the disk; failed when it is not and will not be. A
	 * line that nobody waits for any more, since this was cancelled, is left out if it is
	 * still in the queue
	 */
	CompletableFuture<Void> append(String line) {
		return queue(line + "\n");
	}

	private CompletableFuture<Void> queue(String line) {
		Entry entry = new Entry(line, new CompletableFuture<>());
		if (!this.queue.offer(entry)) {
			entry.written.completeExceptionally(new IOException("The disk does not keep up"));
		}
		return entry.written;
	}

	private void write() {
		try (Disk _ = this.disk) {
			while (this.open || !this.queue.isEmpty()) {
				List<Entry> batch = new ArrayList<>();
				batch.add(this.queue.take());
				this.queue.drainTo(batch, MOST_AT_ONCE - 1);
				batch.removeIf((entry) -> entry.written.isDone());
				write(batch);
			}
		}
		catch (InterruptedException _) {
			// Nobody else has this thread.
		}
		catch (IOException ex) {
			logger.warn("The audit file could not be closed", ex);
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
			// Whatever it is, this thread must live: without it nothing is ever written.
			batch.forEach((entry) -> entry.written.completeExceptionally(ex));
		}
	}

	/** Writes what is queued, if the disk lets it. */
	@Override
	public void close() {
		this.open = false;
		var _ = queue(""); // wakes the writer
		try {
			if (!this.writer.join(LAST_WORDS)) {
				logger.error("The disk hangs: up to {} audit records are in the log alone", this.queue.size());
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Where the lines go. */
	interface Disk extends Closeable {

		/** Has all of them on the disk when it returns, or none of them there. */
		void append(ByteBuffer lines) throws IOException;

		@Override
		default void close() throws IOException {
		}

	}

	private record Entry(String line, CompletableFuture<Void> written) {
	}

}
