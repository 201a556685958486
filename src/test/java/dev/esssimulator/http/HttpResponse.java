package dev.esssimulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.jspecify.annotations.Nullable;

/** A response, well-formed unless a fault changes it. */
public record HttpResponse(int status, Map<String, String> headers, String body) {

	public static HttpResponse of(int status, @Nullable String contentType, String body) {
		Map<String, String> headers = new LinkedHashMap<>();
		if (contentType != null) {
			headers.put("Content-Type", contentType);
		}
		return new HttpResponse(status, headers, body);
	}

	public HttpResponse with(String header, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(header, value);
		return new HttpResponse(this.status, more, this.body);
	}

	public HttpResponse without(String header) {
		Map<String, String> fewer = new LinkedHashMap<>(this.headers);
		fewer.remove(header);
		return new HttpResponse(this.status, fewer, this.body);
	}

	byte[] bytes() {
		return this.body.getBytes(StandardCharsets.UTF_8);
	}

	private String reason() {
		return EnglishReasonPhraseCatalog.INSTANCE.getReason(this.status, Locale.ROOT);
	}

	/** Status line and headers, with or without the body's length. */
	byte[] head(boolean tellLength) {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(this.status)
			.append(' ')
			.append(reason())
			.append("\r\n");
		this.headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (tellLength && this.status != 204 && !this.headers.containsKey("Content-Length")) {
			head.append("Content-Length: ").append(bytes().length).append("\r\n");
		}
		return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}
