package dev.esssimulator.http;

import java.io.IOException;

/** Answers a request, or does something worse to the connection. */
@FunctionalInterface
public interface HttpHandler {

	void handle(HttpRequest request, Wire wire) throws IOException;

}
