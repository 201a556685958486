package dev.essfacade.startup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Publishes version and commit of the running build as labels of a metric. */
@Component
class BuildInfoMetrics implements MeterBinder {

	private static final String UNKNOWN = "unknown";

	private final String version;

	private final String commit;

	BuildInfoMetrics(ObjectProvider<BuildProperties> build) {
		this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse(UNKNOWN);
		this.commit = build.stream().map((properties) -> properties.get("commit")).findFirst().orElse(UNKNOWN);
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		Gauge.builder("facade.build.info", () -> 1)
			.description("Version and commit of the running build. The value is always 1.")
			.tags("version", this.version, "commit", this.commit)
			.register(meters);
	}

}
