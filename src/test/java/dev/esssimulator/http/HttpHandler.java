package dev.esssimulator.http;

import java.io.IOException;

/** Sends a response, or a faulty one, to a request. */
@FunctionalInterface
public interface HttpHandler {

	void handle(HttpRequest request, Wire wire) throws IOException;

}
