package dev.essfacade.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Creates the audit writer. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	private static final String CONSOLE_FORMAT = "logging.structured.format.console";

	@Bean
	AuditWriter auditTrail(AuditProperties settings, MeterRegistry meters, Environment environment) {
		@Nullable GroupCommitWriter file = (settings.file() != null) ? new GroupCommitWriter(new AuditFile(settings.file()))
				: null;
		Counter failures = Counter.builder("facade.audit.failures")
			.description("Audit records that could not be written to the file.")
			.register(meters);
		return new AuditWriter(file, new AuditLogOutput(isStructured(environment)), failures);
	}

	/**
	 * Returns true only if the settings make every log output structured. Otherwise the
	 * log message contains the whole record as JSON.
	 */
	private static boolean isStructured(Environment environment) {
		// A value with a dot is the class name of a formatter.
		boolean plain = environment.getProperty(CONSOLE_FORMAT, "").contains(".");
		boolean file = has(environment, "logging.file.name") || has(environment, "logging.file.path");
		return has(environment, CONSOLE_FORMAT) && !plain
				&& (!file || has(environment, "logging.structured.format.file"))
				&& environment.getProperty("logging.structured.json.context.include", Boolean.class, true)
				&& !has(environment, "logging.config");
	}

	private static boolean has(Environment environment, String setting) {
		return StringUtils.hasText(environment.getProperty(setting));
	}

}
