package dev.esssimulator;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a simulator, reset before each test and closed after the last. To be
 * registered on a static field.
 */
public final class EssSimulatorExtension implements BeforeEachCallback, AfterAllCallback {

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

	@Override
	public void afterAll(ExtensionContext context) {
		this.simulator.close();
	}

}
