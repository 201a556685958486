package dev.essfacade.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP request over its own plain socket. The request costs little processor time, so
 * that the measured load is the service's. No HTTP library repeats the request.
 *
 * @param text the whole request as sent on the wire
 */
record FrugalRequest(String text) {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

	private static final Pattern LOCATION = Pattern.compile("\r\nLocation: (\\S+)", Pattern.CASE_INSENSITIVE);

	private static final int PATIENCE = 30_000;

	/** Response; its text consists of status line, headers and body. */
	record Answer(int status, String text) {

		/** Value of the Location header; empty if it is absent. */
		String location() {
			Matcher location = LOCATION.matcher(this.text);
			return location.find() ? location.group(1) : "";
		}

	}

	static FrugalRequest get(String path) {
		return new FrugalRequest("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
	}

	/** Creates a POST with a JSON body of ASCII characters and an idempotency key. */
	static FrugalRequest post(String path, String json, String key) {
		return new FrugalRequest("""
				POST %s HTTP/1.1\r
				Host: 127.0.0.1\r
				Connection: close\r
				Idempotency-Key: %s\r
				Content-Type: application/json\r
				Content-Length: %d\r
				\r
				%s""".formatted(path, key, json.length(), json));
	}

	String line() {
		return this.text.lines().findFirst().orElseThrow();
	}

	Answer sendTo(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(PATIENCE);
			socket.getOutputStream().write(this.text.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Matcher status = STATUS.matcher(answer);
			return new Answer(status.lookingAt() ? Integer.parseInt(status.group(1)) : 0, answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(line(), ex);
		}
	}

}
