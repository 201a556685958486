package dev.essfacade.scalingactivity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes server-sent events to a response, and flushes each event at once. The thread of
 * the request writes them. A client that reads slowly therefore delays no other client.
 */
final class EventWriter {

	private final HttpServletResponse response;

	/** The id of the last event that the client has. */
	private @Nullable String lastId;

	EventWriter(HttpServletResponse response, @Nullable String lastId) {
		this.response = response;
		this.lastId = lastId;
	}

	/** Whether this is the id of the last event that the client has. */
	boolean hasSent(String id) {
		return id.equals(this.lastId);
	}

	boolean isStarted() {
		return this.response.isCommitted();
	}

	/** Writes an event. */
	void event(String id, String data) throws IOException {
		write("id: " + id + "\ndata: " + data + "\n\n");
		this.lastId = id;
	}

	/** Writes an event with the type {@code problem}. */
	void problem(String data) throws IOException {
		write("event: problem\ndata: " + data + "\n\n");
	}

	/** Writes a comment, which keeps the connection alive. */
	void heartbeat() throws IOException {
		write(":\n\n");
	}

	/** Responds that there is nothing left to send. */
	void noContent() {
		this.response.setStatus(HttpServletResponse.SC_NO_CONTENT);
	}

	private void write(String text) throws IOException {
		if (!isStarted()) {
			start();
		}
		this.response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.response.flushBuffer();
	}

	private void start() {
		this.response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		this.response.setHeader(HttpHeaders.CACHE_CONTROL, ActivityResponses.CACHE_CONTROL.getHeaderValue());
		this.response.setHeader("X-Accel-Buffering", "no"); // nginx passes on each event
		for (String header : ActivityResponses.VARY) {
			this.response.addHeader(HttpHeaders.VARY, header);
		}
	}

}
