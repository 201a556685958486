package dev.essfacade.authorization;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The setting {@code facade.access.read-only} as it stands at the moment: in a
 * configuration file that is mounted it can change while the service runs. A true that is
 * gone from where it stood goes on: only a false that somebody has written ends it.
 */
final class ReadOnlySetting implements BooleanSupplier {

	private static final ConfigurationPropertyName NAME = ConfigurationPropertyName.of("facade.access.read-only");

	/** A file of several documents is several places to Boot; to its writer it is one. */
	private static final Pattern DOCUMENT = Pattern.compile(" \\(document #\\d+\\)");

	private static final Logger logger = LoggerFactory.getLogger(ReadOnlySetting.class);

	private final ConfigurableEnvironment environment;

	private volatile boolean value;

	private @Nullable String place;

	private volatile @Nullable String problem;

	/**
	 * Starts with what the service started with.
	 * @param environment says where there are files, and what takes precedence over them
	 */
	ReadOnlySetting(ConfigurableEnvironment environment, boolean atStart) {
		this.environment = environment;
		this.value = atStart;
		this.place = atStart ? places(environment).stream().findFirst().orElse(null) : null;
		if (atStart) {
			say();
		}
	}

	/** What the last look has found. */
	@Override
	public boolean getAsBoolean() {
		return this.value;
	}

	/** Whether an older value holds than the one that is written down. */
	boolean isOutdated() {
		return this.problem != null;
	}

	/** Looks; what cannot be read leaves all as it was. */
	synchronized void look() {
		try {
			take(settings());
		}
		catch (RuntimeException | Error ex) {
			keep(reason(ex));
		}
	}

	private static String reason(Throwable failure) {
		if (failure instanceof BindException ex && ex.getCause() instanceof ConversionException
				&& ex.getProperty() != null) {
			return "what stands at " + ex.getProperty().getOrigin() + " is neither true nor false";
		}
		return "the configuration files cannot be read ("
				+ NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName() + ")";
	}

	private void take(ConfigurableEnvironment settings) {
		@Nullable Boolean said = Binder.get(settings).bind(NAME, Bindable.of(Boolean.class)).orElse(null);
		List<String> places = places(settings);
		if (said == null && !places.isEmpty()) {
			keep("nothing is said at " + places.getFirst());
		}
		else if (!Boolean.TRUE.equals(said) && this.place != null && !places.contains(this.place)) {
			keep("it is gone from " + this.place + "; write false there to end it");
		}
		else {
			use(Boolean.TRUE.equals(said), places);
		}
	}

	private void use(boolean now, List<String> places) {
		boolean changes = now != this.value;
		this.value = now;
		this.place = now ? places.getFirst() : null;
		if (changes) {
			say();
		}
		else if (this.problem != null) {
			logger.warn("{} can be read again: {}", NAME, now);
		}
		this.problem = null;
	}

	private void say() {
		logger.warn(this.value ? "Read-only mode, by {}: every write is refused" : "Read-only mode, by {}, is over",
				NAME);
	}

	private void keep(String why) {
		if (!why.equals(this.problem)) {
			this.problem = why;
			logger.error("{} stays {}: {}", NAME, this.value, why);
		}
	}

	/** Where it stands, what counts first. */
	private static List<String> places(ConfigurableEnvironment settings) {
		return settings.getPropertySources()
			.stream()
			.filter(ReadOnlySetting::holds)
			.map((source) -> DOCUMENT.matcher(source.getName()).replaceAll(""))
			.toList();
	}

	private static boolean holds(PropertySource<?> source) {
		@Nullable ConfigurationPropertySource properties = ConfigurationPropertySource.from(source);
		return properties != null && properties.getConfigurationProperty(NAME) != null;
	}

	/** What is imported is read again, files above all; the rest cannot have changed. */
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
