package dev.essfacade.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client that follows an event stream, one event after the other. */
public final class EventClient implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpResponse<InputStream> response;

	private final BufferedReader lines;

	private EventClient(HttpResponse<InputStream> response) {
		this.response = response;
		this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	/** Opens a stream and waits for the headers of the response. */
	public static EventClient open(URI service, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
			.timeout(Duration.ofMinutes(1))
			.header("Accept", "text/event-stream");
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return new EventClient(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError("The service did not respond", ex);
		}
	}

	/** Opens a stream after the event with this id. */
	public static EventClient resume(URI service, String path, String lastId) {
		return open(service, path, "Last-Event-ID", lastId);
	}

	/** Status code. */
	public int status() {
		return this.response.statusCode();
	}

	/** Returns a header; fails if it is absent. */
	public String mustHave(String name) {
		return this.response.headers().firstValue(name).orElseThrow();
	}

	/** Waits for the next event or comment. Returns null at the end of the stream. */
	public @Nullable Event next() {
		return CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread)
			.orTimeout(1, TimeUnit.MINUTES)
			.join();
	}

	/** Waits for the next event or comment. Fails at the end of the stream. */
	public Event mustFollow() {
		return Objects.requireNonNull(next(), "the stream has ended");
	}

	private @Nullable Event read() {
		String id = "";
		String type = "message";
		String data = "";
		try {
			for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
				if (line.isEmpty()) {
					return new Event(id, type, data);
				}
				String[] field = line.split(": ?", 2);
				switch (field[0]) {
					case "id" -> id = field[1];
					case "event" -> type = field[1];
					case "data" -> data = field[1];
					case "" -> type = "comment";
					default -> throw new AssertionError("Unknown field in " + line);
				}
			}
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Closes the connection. */
	@Override
	public void close() throws IOException {
		this.response.body().close();
	}

	/**
	 * Event or comment.
	 *
	 * @param type type of the event, by default {@code message}; {@code comment} for a
	 * comment
	 */
	public record Event(String id, String type, String data) {

		/** Returns the data as JSON. */
		public JsonNode json() {
			return JSON.readTree(this.data);
		}

		/** Returns a field of the data as text. */
		public String field(String name) {
			return json().path(name).asString();
		}

	}

}
