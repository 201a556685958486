package dev.essfacade.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.RequestId;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * Problem documents for requests that Tomcat rejects by itself, such as {@code %2F} in a
 * path, in place of Tomcat's HTML.
 */
public final class ProblemErrorValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(ProblemErrorValve.class);

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemCode code = ProblemHandler.code(HttpStatusCode.valueOf(response.getStatus()));
		try {
			String id = RequestId.giveTo(request);
			log(code, id);
			response.setHeader(RequestId.HEADER, id);
			byte[] document = document(code, id).getBytes(StandardCharsets.US_ASCII);
			response.setStatus(code.status().value());
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setContentLength(document.length);
			response.getOutputStream().write(document);
			response.finishResponse();
		}
		catch (IOException _) {
			// The client has closed the connection.
		}
	}

	/** Logs the id that the response quotes. */
	private static void log(ProblemCode code, String requestId) {
		boolean ours = code.status().is5xxServerError();
		try (var _ = MDC.putCloseable(RequestId.KEY, requestId)) {
			logger.atLevel(ours ? Level.WARN : Level.INFO)
				.log("Responded {} {}: {}", code.status().value(), code.code(), ours
						? "unhandled error of the container" : "the connector rejected the request line or a header");
		}
	}

	private static String document(ProblemCode code, String requestId) {
		return """
				{"type":"urn:ess-facade:problem:%s","title":"%s","status":%d,\
				"detail":"%s","correlationId":"%s","code":"%s","retryable":%s}""".formatted(code.code(), code.title(),
				code.status().value(), detail(code), requestId, code.code(), code.retryable());
	}

	private static String detail(ProblemCode code) {
		return code.status().is5xxServerError() ? "Internal error. Quote the correlationId when you report it."
				: "The request line or a header is malformed. Nothing was executed. Check the path for a special "
						+ "character or an encoded slash, the Host header for an underscore, and the size of each "
						+ "header (8 KiB).";
	}

}
