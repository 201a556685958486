package dev.essfacade.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The examples of an operation: JSON files beside its controller. */
final class Examples {

	private static final JsonMapper JSON = new JsonMapper();

	private Examples() {
	}

	/** The example in a file beside a controller; null if there is none. */
	static @Nullable Object beside(Class<?> controller, String name) {
		try (InputStream file = controller.getResourceAsStream(name)) {
			return (file != null) ? JSON.readValue(file, Map.class) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
