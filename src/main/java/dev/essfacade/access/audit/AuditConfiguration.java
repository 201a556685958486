package dev.essfacade.access.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Opens the trail. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean
	AuditTrail auditTrail(AuditProperties settings, MeterRegistry meters, Environment environment) {
		@Nullable Journal journal = (settings.file() != null) ? new Journal(new AuditFile(settings.file())) : null;
		boolean structured = StringUtils.hasText(environment.getProperty("logging.structured.format.console"));
		Counter failures = Counter.builder("facade.audit.failures")
			.description("Audit records that could not be written to the file")
			.register(meters);
		return new AuditTrail(journal, new AuditLog(structured), failures);
	}

}
