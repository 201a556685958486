package dev.esssimulator;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Command-line arguments of the simulator as a program. */
final class StandaloneOptions {

	static final String USAGE = """
			Arguments, with what they are unless given:
			  --host=127.0.0.1  --port=8180  --seed=true  --wording=gateway (or ess-doc)  --activity-duration=PT1M
			  --throttle=burst/perSecond, such as 5/0.5: requests of each action; none
			  --fault=name or --fault=Action:name, for the next request (of that action); as often as wanted. Names:
			""";

	/** Value of {@link SimulatorSettings#remembered()}, which bounds the memory. */
	private static final int REMEMBERED = 10_000;

	private SimulatorSettings settings = SimulatorSettings.defaults()
		.withTickingClock(true)
		.withPort(8180)
		.withRemembered(REMEMBERED);

	private List<SimulatedGroup> seeds = Seeds.all();

	private final List<Consumer<EssSimulator>> faults = new ArrayList<>();

	private StandaloneOptions() {
	}

	/**
	 * Parses the arguments. An unknown or invalid argument leads to an exception that
	 * lists all arguments.
	 */
	static StandaloneOptions of(String... args) {
		StandaloneOptions options = new StandaloneOptions();
		for (String arg : args) {
			String[] option = arg.split("=", 2);
			try {
				options.take(option[0], (option.length == 2) ? option[1] : "");
			}
			catch (IllegalArgumentException | DateTimeParseException ex) {
				throw new IllegalArgumentException(
						arg + " is not understood. " + USAGE + String.join(", ", faultNames().keySet()), ex);
			}
		}
		return options;
	}

	private void take(String name, String value) {
		switch (name) {
			case "--host" -> this.settings = this.settings.withHost(value);
			case "--port" -> this.settings = this.settings.withPort(Integer.parseInt(value));
			case "--seed" -> this.seeds = Boolean.parseBoolean(value) ? this.seeds : List.of();
			case "--wording" -> this.settings = this.settings
				.withWording(Wording.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_')));
			case "--activity-duration" -> this.settings = this.settings.withActivityDuration(Duration.parse(value));
			case "--throttle" -> this.settings = this.settings.withThrottling(throttling(value));
			case "--fault" -> this.faults.add(fault(value));
			default -> throw new IllegalArgumentException(name);
		}
	}

	private static Throttling throttling(String value) {
		String[] parts = value.split("/", -1);
		if (parts.length != 2) {
			throw new IllegalArgumentException(value);
		}
		return new Throttling(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]));
	}

	private static Consumer<EssSimulator> fault(String value) {
		int colon = value.indexOf(':');
		Method fault = faultNames().get(value.substring(colon + 1));
		if (fault == null) {
			throw new IllegalArgumentException(value);
		}
		return (colon < 0) ? (simulator) -> simulator.failNext(make(fault))
				: (simulator) -> simulator.failNext(value.substring(0, colon), make(fault));
	}

	/** Returns every fault without parameters, by its name in kebab case. */
	static SortedMap<String, Supplier<Fault>> faultsByName() {
		SortedMap<String, Supplier<Fault>> faults = new TreeMap<>();
		faultNames().forEach((name, method) -> faults.put(name, () -> make(method)));
		return faults;
	}

	private static SortedMap<String, Method> faultNames() {
		SortedMap<String, Method> names = new TreeMap<>();
		Arrays.stream(Fault.class.getMethods())
			.filter((method) -> Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
			.forEach((method) -> names.put(method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT),
					method));
		return names;
	}

	private static Fault make(Method fault) {
		try {
			return (Fault) fault.invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	SimulatorSettings settings() {
		return this.settings;
	}

	List<SimulatedGroup> seeds() {
		return this.seeds;
	}

	/** Starts the simulator with the groups and faults of the arguments. */
	EssSimulator start() {
		EssSimulator simulator = EssSimulator.start(this.settings);
		simulator.control((each) -> this.seeds.forEach(each::add));
		this.seeds.forEach(simulator::add);
		this.faults.forEach((fault) -> fault.accept(simulator));
		return simulator;
	}

}
