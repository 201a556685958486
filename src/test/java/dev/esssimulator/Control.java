package dev.esssimulator;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.esssimulator.http.HttpRequest;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Handles the requests below {@code /simulator}, by which a person provokes errors or
 * resets the simulator. These requests need no signature.
 */
final class Control {

	private static final Map<String, Supplier<ActivityOutcome>> OUTCOMES = new TreeMap<>(
			Map.of("successful", ActivityOutcome::successful, "warning", ActivityOutcome::warning, "failed",
					ActivityOutcome::failed, "rejected", ActivityOutcome::rejected));

	private final EssSimulator simulator;

	private final Consumer<EssSimulator> seeds;

	private final SortedMap<String, Supplier<Fault>> faults = StandaloneOptions.faultsByName();

	/**
	 * Creates the handler.
	 * @param seeds adds the example groups after a reset
	 */
	Control(EssSimulator simulator, Consumer<EssSimulator> seeds) {
		this.simulator = simulator;
		this.seeds = seeds;
	}

	/** Whether this class handles the request. All others are calls of ESS. */
	static boolean concerns(HttpRequest request) {
		return request.path().equals("/simulator") || request.path().startsWith("/simulator/");
	}

	void handle(HttpRequest request, Wire wire) throws IOException {
		boolean done = request.method().equals("POST") && change(URI.create(request.target()));
		wire.send(HttpResponse.of((done || request.path().equals("/simulator")) ? 200 : 404, "text/plain;charset=utf-8",
				done ? "done\n" : usage()));
	}

	private String usage() {
		return """
				POST /simulator/reset                   the groups as after the start, no faults
				POST /simulator/activities/<outcome>    outcome of the next activity: %s
				POST /simulator/faults/<name>           fault of the next request, or of the next one of an action:
				                                        ?action=DetachAlbServerGroups. Names: %s
				""".formatted(OUTCOMES.keySet(), this.faults.keySet());
	}

	private boolean change(URI target) {
		String[] path = target.getPath().split("/", -1);
		String name = path[path.length - 1];
		if (target.getPath().equals("/simulator/reset")) {
			this.simulator.reset();
			this.seeds.accept(this.simulator);
			return true;
		}
		if (target.getPath().equals("/simulator/activities/" + name) && OUTCOMES.containsKey(name)) {
			this.simulator.nextActivity(OUTCOMES.get(name).get());
			return true;
		}
		if (target.getPath().equals("/simulator/faults/" + name) && this.faults.containsKey(name)) {
			fail(action(target.getQuery()), this.faults.get(name).get());
			return true;
		}
		return false;
	}

	private void fail(@Nullable String action, Fault fault) {
		if (action == null) {
			this.simulator.failNext(fault);
		}
		else {
			this.simulator.failNext(action, fault);
		}
	}

	private static @Nullable String action(@Nullable String query) {
		return Arrays.stream((query == null) ? new String[0] : query.split("&", -1))
			.filter((parameter) -> parameter.startsWith("action="))
			.map((parameter) -> parameter.substring("action=".length()))
			.findFirst()
			.orElse(null);
	}

}
