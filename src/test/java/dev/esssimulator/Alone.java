package dev.esssimulator;

import java.util.List;

/** The simulator without any test around it. */
final class Alone {

	private static final String USAGE = "Arguments: --host=127.0.0.1 --port=8180 --seed=true";

	private Alone() {
	}

	static void run(String... args) {
		SimulatorSettings settings = SimulatorSettings.defaults().withTickingClock(true).withPort(8180);
		List<SimulatedGroup> seeds = Seeds.all();
		for (String arg : args) {
			String[] option = arg.split("=", 2);
			String value = (option.length == 2) ? option[1] : "";
			switch (option[0]) {
				case "--host" -> settings = settings.withHost(value);
				case "--port" -> settings = settings.withPort(Integer.parseInt(value));
				case "--seed" -> seeds = Boolean.parseBoolean(value) ? seeds : List.of();
				default -> throw new IllegalArgumentException(arg + " is unknown. " + USAGE);
			}
		}
		serve(settings, seeds);
	}

	@SuppressWarnings("SystemOut")
	private static void serve(SimulatorSettings settings, List<SimulatedGroup> seeds) {
		EssSimulator simulator = EssSimulator.start(settings);
		seeds.forEach(simulator::add);
		System.out.println("ESS simulator: " + simulator.endpoint());
		System.out.println("Access key id: " + simulator.accessKey().id());
		System.out.println("Access key secret: " + simulator.accessKey().secret());
		for (SimulatedGroup group : seeds) {
			System.out.println("Scaling group: " + group.regionId() + " " + group.id() + " " + group.targets());
		}
		simulator.awaitClose();
	}

}
