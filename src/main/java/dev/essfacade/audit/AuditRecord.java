package dev.essfacade.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One audit record, with field names of the Elastic Common Schema. */
final class AuditRecord {

	/** Writes ASCII only, so that no line separator or bidi control is in a record. */
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private static final int INITIAL_LENGTH = 1024;

	private final List<String> names = new ArrayList<>(32);

	private final List<Object> values = new ArrayList<>(32);

	private @Nullable String json;

	/** Starts a record of the request that the current thread processes. */
	static AuditRecord at(Instant time) {
		return new AuditRecord().with("@timestamp", time.toString())
			.with("ecs.version", "8.11")
			.with("http.request.id", MDC.get("requestId"))
			.with("trace.id", MDC.get("traceId"));
	}

	/**
	 * Adds a field.
	 * @param name name with dots; each part but the last becomes a nested object
	 * @param value string, number, boolean or list of strings; null adds nothing
	 */
	AuditRecord with(String name, @Nullable Object value) {
		if (value != null) {
			this.names.add(name);
			this.values.add(value);
			this.json = null;
		}
		return this;
	}

	/** Returns the fields as nested maps. */
	Map<String, Object> fields() {
		Map<String, Object> fields = new LinkedHashMap<>();
		for (int i = 0; i < this.names.size(); i++) {
			String[] parts = this.names.get(i).split("\\.", -1);
			Map<String, Object> parent = fields;
			for (int depth = 0; depth < parts.length - 1; depth++) {
				parent = child(parent, parts[depth]);
			}
			parent.put(parts[parts.length - 1], this.values.get(i));
		}
		return fields;
	}

	@SuppressWarnings("unchecked") // a field with children is a map
	private static Map<String, Object> child(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.computeIfAbsent(name, (_) -> new LinkedHashMap<String, Object>());
	}

	/** Returns the record as one line, without the line end. */
	String json() {
		if (this.json == null) {
			StringBuilder line = new StringBuilder(INITIAL_LENGTH);
			object("", new BitSet(), line);
			this.json = line.toString();
		}
		return this.json;
	}

	/** Writes the fields whose names begin with a prefix. */
	private void object(String prefix, BitSet written, StringBuilder line) {
		char separator = '{';
		for (int i = written.nextClearBit(0); i < this.names.size(); i = written.nextClearBit(i + 1)) {
			String name = this.names.get(i);
			if (name.startsWith(prefix)) {
				int dot = name.indexOf('.', prefix.length());
				line.append(separator).append('"').append(name, prefix.length(), (dot < 0) ? name.length() : dot);
				line.append("\":");
				separator = ',';
				if (dot < 0) {
					value(this.values.get(i), line);
					written.set(i);
				}
				else {
					object(name.substring(0, dot + 1), written, line);
				}
			}
		}
		line.append('}');
	}

	/**
	 * Writes a value. Jackson writes only the rare values, such as texts that need escape
	 * sequences.
	 */
	private static void value(Object value, StringBuilder line) {
		switch (value) {
			case String text when isPlain(text) -> line.append('"').append(text).append('"');
			case Boolean _, Integer _, Long _ -> line.append(value);
			case List<?> list when !list.isEmpty() -> {
				char separator = '[';
				for (Object element : list) {
					value(element, line.append(separator));
					separator = ',';
				}
				line.append(']');
			}
			default -> line.append(JSON.writeValueAsString(value));
		}
	}

	/** Whether a text needs no escape sequence. */
	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c > '~' || c == '"' || c == '\\') {
				return false;
			}
		}
		return true;
	}

}
