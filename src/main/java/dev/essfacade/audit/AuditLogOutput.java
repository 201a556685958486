package dev.essfacade.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes audit records to the log.
 *
 * @param structured whether every log output is structured, so that it writes the fields
 * of a record
 */
record AuditLogOutput(boolean structured) {

	/** Log routing depends on this name. */
	private static final Logger audit = LoggerFactory.getLogger("audit");

	/** Fields that a structured log writes by itself. */
	private static final Set<String> LOG_FIELDS = Set.of("@timestamp", "ecs", "message");

	void write(AuditRecord record) {
		if (this.structured) {
			writeFields(record.fields());
		}
		else {
			audit.info(record.json());
		}
	}

	/**
	 * Writes the fields. Boot cannot write a log line with two fields of the same name.
	 * MDC entries whose name, up to the first dot, is a field name are therefore left
	 * out.
	 */
	private static void writeFields(Map<String, Object> fields) {
		Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
		Map<String, String> rest = new HashMap<>(context);
		rest.keySet().removeIf((name) -> fields.containsKey(name.split("\\.", 2)[0]));
		MDC.setContextMap(rest);
		try {
			LoggingEventBuilder line = audit.atInfo();
			for (Map.Entry<String, Object> field : fields.entrySet()) {
				if (!LOG_FIELDS.contains(field.getKey())) {
					line = line.addKeyValue(field.getKey(), field.getValue());
				}
			}
			line.log("{}", fields.get("message"));
		}
		finally {
			MDC.setContextMap(context);
		}
	}

}
