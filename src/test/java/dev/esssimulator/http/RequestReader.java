package dev.esssimulator.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.jspecify.annotations.Nullable;

/** Reads the requests of a connection. HttpCore parses only the framing. */
final class RequestReader {

	/**
	 * Permits a request line of 1 MiB. With all parameters in the query, a hundred server
	 * groups need more than 8 KiB.
	 */
	private static final Http1Config LONG_LINES = Http1Config.custom().setMaxLineLength(1 << 20).build();

	private final Socket socket;

	private final DefaultBHttpServerConnection connection;

	RequestReader(Socket socket) throws IOException {
		this.socket = socket;
		this.connection = new DefaultBHttpServerConnection("http", LONG_LINES);
		this.connection.bind(socket);
	}

	@Nullable HttpRequest next() throws IOException, HttpException {
		ClassicHttpRequest request = this.connection.receiveRequestHeader();
		if (request == null) {
			return null;
		}
		if (request.containsHeader("Expect")) {
			this.socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		this.connection.receiveRequestEntity(request);
		return new HttpRequest(request.getMethod(), request.getRequestUri(), headersOf(request), bodyOf(request));
	}

	private static String bodyOf(ClassicHttpRequest request) throws IOException {
		try (HttpEntity entity = request.getEntity()) {
			return (entity != null) ? new String(entity.getContent().readAllBytes(), StandardCharsets.ISO_8859_1) : "";
		}
	}

	private static SortedMap<String, String> headersOf(ClassicHttpRequest request) {
		SortedMap<String, String> headers = new TreeMap<>();
		for (Header header : request.getHeaders()) {
			String value = (header.getValue() != null) ? header.getValue().strip() : "";
			headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other);
		}
		return headers;
	}

}
