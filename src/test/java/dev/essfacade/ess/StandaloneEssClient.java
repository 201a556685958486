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
 * ESS client in its own process, which a test may kill. It reads calls from standard
 * input and prints the outcome of each.
 */
final class StandaloneEssClient {

	private StandaloneEssClient() {
	}

	/**
	 * Runs until the end of standard input.
	 * @param arguments the endpoint of ESS, then settings as {@code name=value}
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
		try (TestEssClient client = settings.open();
				BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String order = orders.readLine(); order != null; order = orders.readLine()) {
				System.out.println(outcome(client, call(order.split(" "))));
			}
		}
	}

	/**
	 * Returns the call of a command: {@code read}, or {@code detach} with a group and a
	 * client token.
	 */
	private static EssCall<?> call(String[] words) {
		return words[0].equals("read") ? EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build()
				: KillTests.detach(words[1], words[2]);
	}

	private static String outcome(TestEssClient client, EssCall<?> call) {
		try {
			client.client().call(call);
			return "OK";
		}
		catch (EssException ex) {
			return ex.outcome().name();
		}
	}

}
