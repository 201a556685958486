package dev.essfacade.access;

import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The setting {@code facade.access.read-only} as it stands at the moment: in a
 * configuration file that is mounted it can change while the service runs.
 */
final class ReadOnlySetting implements BooleanSupplier {

	private static final String NAME = "facade.access.read-only";

	private static final Logger logger = LoggerFactory.getLogger(ReadOnlySetting.class);

	private final ConfigurableEnvironment environment;

	private boolean last;

	private volatile boolean outdated;

	/**
	 * Starts with what the service started with.
	 * @param environment says where there are files, and what takes precedence over them
	 */
	ReadOnlySetting(ConfigurableEnvironment environment, boolean atStart) {
		this.environment = environment;
		this.last = atStart;
	}

	/** Looks; what cannot be read leaves all as it was. */
	@Override
	public synchronized boolean getAsBoolean() {
		try {
			this.last = Binder.get(settings()).bind(NAME, Boolean.class).orElse(false);
			this.outdated = false;
		}
		catch (RuntimeException ex) {
			if (!this.outdated) {
				logger.error("{} stays {}: the configuration files cannot be read any more ({})", NAME, this.last,
						ex.getClass().getSimpleName());
			}
			this.outdated = true;
		}
		return this.last;
	}

	/** Whether the last value holds for want of the present one. */
	boolean isOutdated() {
		return this.outdated;
	}

	/** Files are read again; the rest cannot have changed. */
	private ConfigurableEnvironment settings() {
		StandardEnvironment settings = new StandardEnvironment();
		this.environment.getPropertySources()
			.stream()
			.filter((source) -> !isFile(source)
					&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.forEach(settings.getPropertySources()::addLast);
		ConfigDataEnvironmentPostProcessor.applyTo(settings);
		return settings;
	}

	private static boolean isFile(PropertySource<?> source) {
		return source instanceof OriginTrackedMapPropertySource || source instanceof ConfigTreePropertySource;
	}

}
