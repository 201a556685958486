package dev.esssimulator;

/** Starts the simulator as a program. */
final class Standalone {

	private Standalone() {
	}

	@SuppressWarnings("SystemOut")
	static void run(String... args) {
		StandaloneOptions options = StandaloneOptions.of(args);
		EssSimulator simulator = options.start();
		System.out.println("ESS simulator: " + simulator.endpoint());
		System.out.println("Access key id: " + simulator.accessKey().id());
		System.out.println("Access key secret: " + simulator.accessKey().secret());
		for (SimulatedGroup group : options.seeds()) {
			System.out.println("Scaling group: " + group.regionId() + " " + group.id() + " " + group.targets());
		}
		simulator.awaitClose();
	}

}
