package dev.essfacade.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.VirtualMachine;

/**
 * A process under load. Its processor time is read from {@code /proc}, and its allocated
 * bytes from a management bean of its JVM.
 *
 * @param name name in the tables
 * @param process the process
 * @param port port that receives the load of wrk; 0 for a loop, which makes its own load
 * @param jvm the management beans; null for a process that is no JVM
 */
record Peer(String name, Process process, int port, MBeanServerConnection jvm) implements AutoCloseable {

	private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

	/** JVM flags of the image that matter under load. The heap is half of 512 MB. */
	private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
			"-XX:+UseTransparentHugePages", "--enable-native-access=ALL-UNNAMED");

	/** Starts a Java server. Its output goes to a file. */
	static Peer server(String name, int port, String classPath, List<String> arguments) throws Exception {
		Process process = java(name, classPath, arguments).redirectOutput(log(name)).start();
		awaitPort(port, process);
		return new Peer(name, process, port, attach(process));
	}

	static Peer nginx(int port, int upstream) throws Exception {
		Path config = log("nginx").toPath().resolveSibling("nginx.conf");
		Files.writeString(config, """
				daemon off; pid %1$s.pid; error_log /dev/null; worker_processes 2;
				events { worker_connections 4096; }
				http { access_log off; keepalive_requests 1000000000;
				  upstream ess { server 127.0.0.1:%3$d; keepalive 512; keepalive_requests 1000000000; }
				  server { listen 127.0.0.1:%2$d;
				    location / { proxy_pass http://ess; proxy_http_version 1.1; proxy_set_header Connection ""; } } }
				""".formatted(config, port, upstream));
		Process process = new ProcessBuilder("nginx", "-c", config.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		awaitPort(port, process);
		return new Peer("nginx", process, port, null);
	}

	/** Starts a loop, which responds to commands on its standard input. */
	static Peer loop(String name, String classPath, List<String> arguments) throws Exception {
		Process process = java(name, classPath, arguments).start();
		process.inputReader().readLine();
		return new Peer(name, process, 0, attach(process));
	}

	static ProcessBuilder java(String name, String classPath, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(FLAGS);
		command.addAll(Stream.of(System.getProperty("flags." + name, "").split(" ")).filter((f) -> !f.isEmpty()).toList());
		command.addAll(List.of("-cp", classPath));
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
	}

	static File log(String name) {
		File folder = new File("target/bench");
		folder.mkdirs();
		return new File(folder, name + ".log").getAbsoluteFile();
	}

	private static void awaitPort(int port, Process process) throws InterruptedException {
		for (int i = 0; i < 1200; i++) {
			if (!process.isAlive()) {
				throw new IllegalStateException("The process ended: " + process.info());
			}
			try (Socket _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
				return;
			}
			catch (IOException _) {
				Thread.sleep(100);
			}
		}
		throw new IllegalStateException("Nothing listens on port " + port);
	}

	private static MBeanServerConnection attach(Process process) throws Exception {
		VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
		try {
			return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))
				.getMBeanServerConnection();
		}
		finally {
			machine.detach();
		}
	}

	/** Puts a load on the process. */
	Sample run(Load load, int callers, int seconds) throws Exception {
		long cpu = cpuMicros();
		long bytes = allocated();
		long start = System.nanoTime();
		String[] words = ((this.port != 0) ? wrk(load, callers, seconds) : loop(callers, seconds)).split(" ");
		double elapsed = (System.nanoTime() - start) / 1e9;
		long calls = Long.parseLong(words[0]);
		if (Long.parseLong(words[3]) != (load == Load.INVALID ? calls : 0)) {
			throw new IllegalStateException(this.name + ", " + load.name() + ": unexpected status in " + words[3]
					+ " of " + calls + " responses");
		}
		return new Sample(calls / elapsed, Long.parseLong(words[1]) / 1e3, Long.parseLong(words[2]) / 1e3,
				(cpuMicros() - cpu) / (double) calls, (allocated() - bytes) / (double) calls / 1024);
	}

	private String loop(int callers, int seconds) throws IOException {
		this.process.outputWriter().append(callers + " " + seconds * 1000L + "\n").flush();
		return this.process.inputReader().readLine();
	}

	private String wrk(Load load, int callers, int seconds) throws Exception {
		Path script = log("wrk").toPath().resolveSibling("wrk.lua");
		String token = System.getProperty("token", "");
		Files.writeString(script, """
				wrk.method = "%s"
				wrk.headers["Content-Type"] = "application/json"
				wrk.headers["Accept"] = "application/json"
				%s%s
				function done(summary, latency, requests)
				  io.write(string.format("RESULT %%d %%d %%d %%d\\n", summary.requests, latency:percentile(50),
				    latency:percentile(99), summary.errors.status))
				end
				""".formatted(load.method(), token.isEmpty() ? "" : "wrk.headers[\"Authorization\"] = \"Bearer " + token
				+ "\"\n", (load.body() != null) ? "wrk.body = [[" + load.body() + "]]" : ""));
		Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + callers, "-d" + seconds + "s", "--timeout", "30s", "-s", script.toString(),
				"http://127.0.0.1:" + this.port + load.path())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = wrk.inputReader()) {
			return output.lines()
				.filter((line) -> line.startsWith("RESULT "))
				.findFirst()
				.orElseThrow()
				.substring(7);
		}
	}

	/** Returns the processor time of the process and its children. */
	private long cpuMicros() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.mapToLong((each) -> cpuMicros(each.pid()))
			.sum();
	}

	/** Returns user and system time in us, from {@code stat}, whose unit is 10 ms. */
	private static long cpuMicros(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private long allocated() throws Exception {
		return (this.jvm == null) ? 0 : (Long) this.jvm
			.getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor();
	}

	/**
	 * What one run measured.
	 *
	 * @param perSecond calls per second
	 * @param p50 median, in milliseconds
	 * @param p99 99th percentile, in milliseconds
	 * @param cpu processor time of a call, in microseconds
	 * @param kilobytes allocation of a call, in KiB
	 */
	record Sample(double perSecond, double p50, double p99, double cpu, double kilobytes) {
	}

}
