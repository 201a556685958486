package dev.esssimulator;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Provides a simulator, resets it before each test and closes it after the last test.
 * Tests that share the static field, in a superclass or a cached application, share the
 * simulator.
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
