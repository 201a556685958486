package dev.esssimulator;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives tests a simulator, reset before each test and closed after the last test of all:
 * whoever shares the static field it is registered on, a superclass or a cached
 * application, shares the simulator.
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
		context.getRoot().getStore(Namespace.create(this)).put("closed at the end", this.simulator);
		this.simulator.reset();
	}

}
