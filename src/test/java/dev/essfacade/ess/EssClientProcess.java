package dev.essfacade.ess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Controls a {@link StandaloneEssClient} in another process. */
final class EssClientProcess implements AutoCloseable {

	/** JVM options that shorten the start of a short-lived process. */
	private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
			"-Xshare:auto");

	private final Process process;

	private final BufferedReader outcomes;

	private EssClientProcess(Process process) {
		this.process = process;
		this.outcomes = process.inputReader();
	}

	/** Starts the process. It reads its first command within about a second. */
	static EssClientProcess start(List<String> jvmOptions, URI ess, String... settings) {
		List<String> command = Stream
			.of(Stream.of(ProcessHandle.current().info().command().orElseThrow()), SHORT_LIVED.stream(),
					jvmOptions.stream(), Stream.of("-cp", System.getProperty("java.class.path"),
							StandaloneEssClient.class.getName(), ess.toString()),
					Stream.of(settings))
			.flatMap((words) -> words)
			.toList();
		try {
			return new EssClientProcess(
					new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends a command and waits for its outcome. */
	String outcome(String order) throws IOException {
		order(order);
		return Objects.requireNonNull(outcome());
	}

	void order(String order) throws IOException {
		this.process.outputWriter().write(order + "\n");
		this.process.outputWriter().flush();
	}

	/** Returns the next outcome; null if the process has ended without one. */
	@Nullable String outcome() throws IOException {
		return this.outcomes.readLine();
	}

	/**
	 * Kills the process with SIGKILL and waits for its end. Its output can still be read.
	 */
	void kill() throws InterruptedException {
		this.process.toHandle().destroyForcibly();
		this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
