package dev.essfacade.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One line of the audit: fields by the names of the Elastic Common Schema. */
final class AuditRecord {

	/**
	 * In ASCII alone: what some reader takes for the end of a line, or for a change of
	 * direction, is then nowhere in it.
	 */
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final Map<String, Object> fields = new LinkedHashMap<>();

	/** Starts a record of the request that this thread answers. */
	static AuditRecord at(Instant time) {
		return new AuditRecord().with("@timestamp", time.toString())
			.with("ecs.version", "8.11")
			.with("http.request.id", MDC.get("requestId"))
			.with("trace.id", MDC.get("traceId"));
	}

	/**
	 * Adds a field.
	 * @param name with dots
	 * @param value text, number, truth value or list of texts; null is left out
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

	@SuppressWarnings("unchecked") // what lies under a name that goes on is a map
	private static Map<String, Object> child(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.computeIfAbsent(name, (_) -> new LinkedHashMap<String, Object>());
	}

	/** As it was built, without the dots. */
	Map<String, Object> fields() {
		return this.fields;
	}

	/** One line, without its end. */
	String json() {
		return JSON.writeValueAsString(this.fields);
	}

}
