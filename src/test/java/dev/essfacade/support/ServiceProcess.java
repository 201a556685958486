package dev.essfacade.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.VirtualMachine;
import dev.essfacade.EssFacadeApplication;
import org.jspecify.annotations.Nullable;

/** Service in its own process, which a test may kill. JVM options shorten its start. */
public final class ServiceProcess {

	private final Process process;

	private final Thread reader;

	private @Nullable JMXConnector management;

	private final CompletableFuture<Void> ready = new CompletableFuture<>();

	private ServiceProcess(Process process, Consumer<String> log) {
		this.process = process;
		this.reader = Thread.ofVirtual().start(() -> read(log));
	}

	/**
	 * Starts the service and waits until it accepts requests.
	 * @param log receives every log line
	 * @param settings settings in addition to the tests' defaults, as {@code name=value}
	 */
	public static ServiceProcess start(Consumer<String> log, String... settings) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m", "-cp", classPath(),
						EssFacadeApplication.class.getName()));
		// Enables the log line that reports the start.
		String[] heard = Stream.concat(Stream.of("logging.level.root=info"), Stream.of(settings))
			.toArray(String[]::new);
		command.addAll(List.of(StartedFacade.arguments(heard)));
		ServiceProcess service = new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
		service.ready.orTimeout(3, TimeUnit.MINUTES).join();
		return service;
	}

	/**
	 * Class path without the test classes. Their entries in {@code META-INF/services}
	 * would change the service.
	 */
	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private void read(Consumer<String> log) {
		List<String> beforeReady = new ArrayList<>();
		try (BufferedReader output = this.process.inputReader()) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				log.accept(line);
				if (!this.ready.isDone()) {
					beforeReady.add(line);
				}
				if (line.contains("Started EssFacadeApplication")) {
					this.ready.complete(null);
				}
			}
		}
		catch (IOException _) {
			// The process was killed while it wrote.
		}
		this.ready.completeExceptionally(new AssertionError(String.join("\n", beforeReady)));
	}

	/** Returns the bytes that all threads have allocated since the start. */
	@SuppressWarnings("BanJNDI") // connects to a child process only
	public long allocatedBytes() throws Exception {
		if (this.management == null) {
			VirtualMachine machine = VirtualMachine.attach(String.valueOf(this.process.pid()));
			this.management = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
			machine.detach();
		}
		return (Long) this.management.getMBeanServerConnection()
			.getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "TotalThreadAllocatedBytes");
	}

	/** Kills the process without a shutdown and waits for its end. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
		this.reader.join();
	}

}
