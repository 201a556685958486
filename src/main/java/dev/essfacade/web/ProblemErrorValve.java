package dev.essfacade.web;

import java.io.IOException;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import dev.essfacade.web.problem.RequestId;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatusCode;

/**
 * Writes problem documents in place of Tomcat's HTML error pages. Tomcat itself rejects
 * some requests, such as those with {@code %2F} in the path.
 */
public final class ProblemErrorValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(ProblemErrorValve.class);

	private final ObjectProvider<ProblemResponses> problems;

	ProblemErrorValve(ObjectProvider<ProblemResponses> problems) {
		this.problems = problems;
	}

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
			this.problems.getObject().writeForContainer(failure(code), request, response);
			response.finishResponse();
		}
		catch (IOException _) {
			// The client has closed the connection.
		}
	}

	/** Logs the response with its request id. */
	private static void log(ProblemCode code, String requestId) {
		boolean ours = code.status().is5xxServerError();
		try (var _ = MDC.putCloseable(RequestId.KEY, requestId)) {
			logger.atLevel(ours ? Level.WARN : Level.INFO)
				.log("Responded {} {}: {}", code.status().value(), code.code(), ours
						? "unhandled error of the container" : "the connector rejected the request line or a header");
		}
	}

	private static ProblemException failure(ProblemCode code) {
		return ProblemException.of(code, code.status().is5xxServerError() ? "" : "connector");
	}

}
