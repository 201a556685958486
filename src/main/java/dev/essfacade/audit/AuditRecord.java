package dev.essfacade.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One audit record, with field names of the Elastic Common Schema. */
final class AuditRecord {

	/** Writes ASCII only, so that no line separator or bidi control is in a record. */
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final Map<String, Object> fields = new LinkedHashMap<>();

	/** Starts a record of the request that the current thread processes. */
	static AuditRecord at(Instant time) {
		return new AuditRecord().with("@timestamp", time.toString())
			.with("ecs.version", "8.11")
			.with("http.request.id", MDC.get("requestId"))
			.with("trace.id", MDC.get("traceId"));
	}

	/**
	 * Adds a field.
	 * @param name name with dots, which become nested objects
	 * @param value string, number, boolean or list of strings; null adds nothing
	 */
	AuditRecord with(String name, @Nullable Object value) {
		if (value != null) {
			String[] parts = name.split("\\.", -1);
			Map<String, Object> parent = this.fields;
			for (int i = 0; i < parts.length - 1; i++) {
				parent = child(parent, parts[i]);
			}
			parent.put(parts[parts.length - 1], value);
		}
		return this;
	}

	@SuppressWarnings("unchecked") // a field with children is a map
	private static Map<String, Object> child(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.computeIfAbsent(name, (_) -> new LinkedHashMap<String, Object>());
	}

	/** Returns the fields as nested maps. */
	Map<String, Object> fields() {
		return this.fields;
	}

	/** Returns the record as one line, without the line end. */
	String json() {
		return JSON.writeValueAsString(this.fields);
	}

}
