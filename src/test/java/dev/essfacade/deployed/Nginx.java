package dev.essfacade.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/**
 * Debian's nginx as two proxies. The outer port adds the prefix {@code /cloud} and
 * forwards to the inner port, which adds {@code /ess} and forwards to the services.
 */
final class Nginx implements AutoCloseable {

	private static final AtomicInteger NEXT_PORT = new AtomicInteger(
			20_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

	private final Path folder;

	private final int outerPort = freePort();

	private final int innerPort = freePort();

	private final Process process;

	private Nginx(List<Integer> services) throws IOException {
		this.folder = Files.createTempDirectory("nginx");
		leadTo(services);
		this.process = nginx();
		await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(this.folder.resolve("nginx.pid")));
	}

	static Nginx inFrontOf(Integer... services) {
		try {
			return new Nginx(List.of(services));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Port for callers behind one proxy, with the prefix {@code /ess}. */
	int innerPort() {
		return this.innerPort;
	}

	/** Port for callers behind two proxies, with the prefix {@code /cloud/ess}. */
	int outerPort() {
		return this.outerPort;
	}

	/**
	 * Forwards new requests to these services only. nginx still finishes the requests in
	 * flight.
	 */
	void switchTo(List<Integer> services) throws IOException, InterruptedException {
		leadTo(services);
		nginx("-s", "reload").waitFor();
	}

	private Process nginx(String... more) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("nginx", "-p", this.folder.toString(), "-c", "nginx.conf", "-e", "error.log"));
		command.addAll(List.of(more));
		return new ProcessBuilder(command).inheritIO().start();
	}

	private void leadTo(List<Integer> services) throws IOException {
		String servers = services.stream()
			.map((port) -> "server 127.0.0.1:" + port + ";")
			.collect(Collectors.joining(" "));
		String configuration = Files.readString(Path.of("src/test/resources/gateway/nginx.conf"))
			.replace("${services}", servers)
			.replace("${outer}", String.valueOf(this.outerPort))
			.replace("${inner}", String.valueOf(this.innerPort));
		Files.writeString(this.folder.resolve("nginx.conf"), configuration);
	}

	/**
	 * Finds a free port below the ephemeral range, so that a restarted service gets its
	 * port again under load.
	 */
	static int freePort() {
		for (int port = NEXT_PORT.getAndIncrement(); port < 32_000; port = NEXT_PORT.getAndIncrement()) {
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException _) {
				// The port is in use.
			}
		}
		throw new IllegalStateException("No free port");
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
