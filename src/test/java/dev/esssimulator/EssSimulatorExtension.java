package dev.esssimulator;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Provides a simulator and resets it before each test. It runs until the process ends,
 * for tests that share the static field in a superclass or a cached application.
 */
public final class EssSimulatorExtension implements BeforeEachCallback {

	private final EssSimulator simulator;

	public EssSimulatorExtension() {
		this(SimulatorSettings.defaults());
	}

	public EssSimulatorExtension(SimulatorSettings settings) {
		this.simulator = EssSimulator.start(settings);
	}

	public EssSimulator simulator() {
		return this.simulator;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.simulator.reset();
	}

}
