package dev.essfacade.watch;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.esssimulator.EssSimulator;

/** The service in its own process, with the JVM flags of the image and limited memory. */
final class Service implements AutoCloseable {

	private final Process process;

	final int port;

	private Service(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts the service and waits until it is ready.
	 * @param memory the memory that the JVM assumes to have, such as {@code 512m}
	 */
	static Service start(EssSimulator ess, String memory, int watchers) throws IOException, InterruptedException {
		int port = freePort();
		String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !entry.contains("target/bench-classes") && !entry.contains("target/test-classes")
					&& !entry.contains("target/fast/test"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"@src/main/docker/jvm.options", "-XX:MaxRAM=" + memory, "-cp", jars,
						"dev.essfacade.EssFacadeApplication"));
		command.addAll(List.of("--server.port=" + port, "--management.server.port=0", "--server.address=127.0.0.1",
				"--management.server.address=127.0.0.1", "--facade.security.mode=open",
				"--ess.endpoint=" + ess.endpoint(), "--ess.credentials.access-key-id=" + ess.accessKey().id(),
				"--ess.credentials.access-key-secret=" + ess.accessKey().secret(), "--facade.max-watchers=" + watchers,
				"--server.tomcat.max-connections=" + Math.max(4096, watchers * 6 / 5), "--logging.level.root=warn"));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(new File("target/bench-service.log"))
			.start();
		Service service = new Service(process, port);
		while (process.isAlive() && !service.isReady()) {
			Thread.sleep(100);
		}
		return service;
	}

	private boolean isReady() {
		try {
			URI.create("http://127.0.0.1:" + this.port + "/readyz").toURL().openStream().close();
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	/** Returns the live heap after a full garbage collection, in KiB. */
	long heap() throws IOException {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		Process histogram = new ProcessBuilder(jcmd, String.valueOf(this.process.pid()), "GC.class_histogram").start();
		try (BufferedReader lines = histogram.inputReader()) {
			return lines.lines()
				.filter((line) -> line.startsWith("Total"))
				.mapToLong((line) -> Long.parseLong(line.strip().split("\\s+")[2]) / 1024)
				.sum();
		}
	}

	/** Returns the resident memory, in KiB. */
	long memory() throws IOException {
		return Files.readAllLines(Path.of("/proc/" + this.process.pid() + "/status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.sum();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

}
