package dev.esssimulator.http;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * A request as received: not decoded, header names in lower case.
 *
 * @param target path and query
 * @param body one character per byte
 */
public record HttpRequest(String method, String target, SortedMap<String, String> headers, String body) {

	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	public byte[] bytes() {
		return this.body.getBytes(StandardCharsets.ISO_8859_1);
	}

	public String path() {
		int query = this.target.indexOf('?');
		return (query < 0) ? this.target : this.target.substring(0, query);
	}

	public String query() {
		int query = this.target.indexOf('?');
		return (query < 0) ? "" : this.target.substring(query + 1);
	}

}
