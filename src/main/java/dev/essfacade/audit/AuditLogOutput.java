package dev.essfacade.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes records to the log. */
final class AuditLogOutput {

	/** The name of the logger is a promise to those who route logs. */
	private static final Logger audit = LoggerFactory.getLogger("audit");

	/** Of these a structured log has its own. */
	private static final Set<String> OF_THE_LOG = Set.of("@timestamp", "ecs", "message");

	private final boolean structured;

	/**
	 * Starts.
	 * @param structured whether all that writes the log writes fields by itself
	 */
	AuditLogOutput(boolean structured) {
		this.structured = structured;
	}

	void write(AuditRecord record) {
		if (this.structured) {
			writeFields(record.fields());
		}
		else {
			audit.info("{}", record.json());
		}
	}

	/**
	 * What every line of the request carries makes way where the record has a field of
	 * that name: of two with one name Boot writes neither, nor the line.
	 */
	private static void writeFields(Map<String, Object> fields) {
		Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
		Map<String, String> rest = new HashMap<>(context);
		rest.keySet().removeIf((name) -> fields.containsKey(name.split("\\.", 2)[0]));
		MDC.setContextMap(rest);
		try {
			LoggingEventBuilder line = audit.atInfo();
			for (Map.Entry<String, Object> field : fields.entrySet()) {
				if (!OF_THE_LOG.contains(field.getKey())) {
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
