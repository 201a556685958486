package dev.esssimulator;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Provides a simulator and resets it before each test. The simulator runs until the
 * process ends. Tests can therefore share it in a static field of a superclass, or by a
 * cached application context.
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
