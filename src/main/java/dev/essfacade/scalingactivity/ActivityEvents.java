package dev.essfacade.scalingactivity;

import java.io.IOException;

import dev.essfacade.web.ProblemHandler;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Writes the events of a stream: states of the activity, and a problem if the stream
 * fails.
 */
@Component
class ActivityEvents {

	private final JsonMapper json;

	private final ActivityETag tag;

	private final ProblemHandler problems;

	ActivityEvents(JsonMapper json, ActivityETag tag, ProblemHandler problems) {
		this.json = json;
		this.tag = tag;
		this.problems = problems;
	}

	/**
	 * Writes the state. If the client already has it, writes a comment (heartbeat) when
	 * one is due or the response has not started. A client that has the final state gets
	 * 204 in place of a stream.
	 * @return whether anything was written
	 */
	boolean write(ScalingActivity activity, EventWriter writer, boolean due) throws IOException {
		String id = this.tag.opaque(activity);
		if (!writer.hasSent(id)) {
			writer.event(id, this.json.writeValueAsString(activity));
		}
		else if (activity.done() && !writer.isStarted()) {
			writer.noContent();
		}
		else if (due || !writer.isStarted()) {
			writer.heartbeat();
		}
		else {
			return false;
		}
		return true;
	}

	/** Writes an exception as a problem. */
	void writeProblem(Exception ex, HttpServletRequest request, EventWriter writer) throws IOException {
		writer.problem(this.json.writeValueAsString(this.problems.problem(ex, request)));
	}

}
