package dev.essfacade.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads audit records, and fails for any invalid record. */
public final class AuditRecords {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private AuditRecords() {
	}

	/**
	 * Returns all records of a file. Each must be one JSON object on one line with a line
	 * end.
	 */
	public static List<JsonNode> in(Path file) {
		try {
			String text = Files.readString(file);
			assertThat(text).matches("(?s)|.*\n");
			return text.isEmpty() ? List.of()
					: Arrays.stream(text.split("\n", -1))
						.limit(text.chars().filter((c) -> c == '\n').count())
						.map(AuditRecords::parse)
						.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Parses one line. */
	public static JsonNode parse(String line) {
		JsonNode record = JSON.readTree(line);
		assertThat(record.isObject()).as(line).isTrue();
		return record;
	}

	/** Returns the text at a dotted name; empty if there is none. */
	public static String text(JsonNode record, String name) {
		return record.at("/" + name.replace('.', '/')).asString("");
	}

}
