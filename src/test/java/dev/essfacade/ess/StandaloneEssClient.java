package dev.essfacade.ess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.essfacade.ess.http.DnsCacheTtl;
import org.slf4j.LoggerFactory;

/**
 * A door in a process of its own, which a test may kill. It makes the calls that it reads
 * from its standard input, and says how each of them ended.
 */
final class StandaloneEssClient {

	private StandaloneEssClient() {
	}

	/**
	 * Runs until the standard input ends.
	 * @param arguments where ESS is, then settings as {@code name=value}
	 */
	@SuppressWarnings("SystemOut")
	public static void main(String[] arguments) throws IOException {
		DnsCacheTtl.shorten();
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
		TestEssClient.Builder settings = TestEssClient.to(URI.create(arguments[0]));
		for (String setting : List.of(arguments).subList(1, arguments.length)) {
			String[] nameAndValue = setting.split("=", 2);
			settings.with(nameAndValue[0], nameAndValue[1]);
		}
		try (TestEssClient door = settings.open();
				BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String order = orders.readLine(); order != null; order = orders.readLine()) {
				System.out.println(outcome(door, call(order.split(" "))));
			}
		}
	}

	/** {@code read}, or {@code detach}, a group and a client token. */
	private static EssCall<?> call(String[] words) {
		return words[0].equals("read") ? EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build()
				: KillTests.detach(words[1], words[2]);
	}

	private static String outcome(TestEssClient door, EssCall<?> call) {
		try {
			door.client().call(call);
			return "OK";
		}
		catch (EssException ex) {
			return ex.outcome().name();
		}
	}

}
