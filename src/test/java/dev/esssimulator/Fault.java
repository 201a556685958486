package dev.esssimulator;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import dev.esssimulator.gateway.Envelope;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.Wire;

/**
 * A fault that the simulator injects into one request, after the simulated gateway has
 * accepted the request. The fault also defines whether the request takes effect before
 * the fault occurs.
 */
public final class Fault {

	private static final String JSON = "application/json;charset=utf-8";

	private static final String REQUEST_ID = "4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11";

	private static final String SUCCESS = "{\"RequestId\":\"" + REQUEST_ID + "\"}";

	private final String name;

	private final boolean commits;

	private final Course course;

	private Fault(String name, boolean commits, Course course) {
		this.name = name;
		this.commits = commits;
		this.course = course;
	}

	public static Fault throttled() {
		return error(400, "Throttling.User", "Request was denied due to user flow control.");
	}

	/**
	 * Throttling error with the gateway's header that contains the time until the next
	 * permitted request.
	 */
	@Behaviour(value = "the header X-RateLimit-User with Remain and TimeLeft in milliseconds",
			checkedAgainst = Source.SDK)
	public static Fault throttled(Duration timeLeft) {
		String hint = "Remain:0,TimeLeft:" + timeLeft.toMillis();
		return before("throttled",
				(trade) -> trade.wire
					.send(trade.envelope.error(400, "Throttling.User", "Request was denied due to user flow control.")
						.with("X-RateLimit-User", hint)));
	}

	public static Fault serverError() {
		return error(500, "InternalError",
				"The request processing has failed due to some unknown error, exception or failure.");
	}

	public static Fault serviceUnavailable() {
		return error(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
	}

	/** Error for a wrong clock of the client. */
	public static Fault clockSkew() {
		return error(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
	}

	/** Any error of ESS in the requested format. */
	public static Fault error(int status, String code, String message) {
		return before(code, (trade) -> trade.wire.send(trade.envelope.error(status, code, message)));
	}

	/** Regular response after a delay in real time. */
	public static Fault slow(Duration delay) {
		return after("slow", (trade) -> {
			trade.wire.pause(delay);
			trade.wire.send(trade.regular.get());
		});
	}

	/** Regular response, sent when the test counts down the latch. */
	public static Fault held(CountDownLatch until) {
		return after("held", (trade) -> {
			trade.wire.pause(until);
			trade.wire.send(trade.regular.get());
		});
	}

	/** No response; the connection stays open. */
	public static Fault hang() {
		return after("hang", (trade) -> trade.wire.staySilent());
	}

	public static Fault drip() {
		return drip(Duration.ofMillis(100));
	}

	/** Response of a million bytes, sent one byte at a time. */
	public static Fault drip(Duration interval) {
		return after("drip", (trade) -> {
			trade.wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + JSON + "\r\nContent-Length: 1000000\r\n\r\n");
			for (int sent = 0; sent < 1_000_000 && !trade.wire.isClosed(); sent++) {
				trade.wire.send((sent < SUCCESS.length() - 1) ? SUCCESS.substring(sent, sent + 1) : " ");
				trade.wire.pause(interval);
			}
		});
	}

	public static Fault resetBeforeCommit() {
		return before("reset", (trade) -> trade.wire.reset());
	}

	public static Fault resetAfterCommit() {
		return resetBeforeCommit().afterCommit();
	}

	public static Fault closeBeforeAnswer() {
		return before("closed", (trade) -> trade.wire.close());
	}

	/** Success whose connection closes before the body is complete. */
	public static Fault truncated() {
		return after("truncated", (trade) -> {
			trade.wire.send(HttpResponse.of(200, JSON, SUCCESS).with("Content-Length", "4096"));
			trade.wire.close();
		});
	}

	/** Complete HTTP response whose JSON ends within a number. */
	public static Fault truncatedErrorInNumber() {
		return answer(400, JSON, "{\"Code\":123");
	}

	/** Complete HTTP response whose JSON ends within a string. */
	public static Fault truncatedErrorInString() {
		return answer(400, JSON, "{\"Code\":\"abc");
	}

	/** Success with a body of more than 1 MiB. */
	public static Fault huge() {
		return answer(200, JSON, SUCCESS.replace("}", ",\"Padding\":\"" + "x".repeat(2 << 20) + "\"}")).afterCommit();
	}

	public static Fault html() {
		return answer(200, "text/html;charset=utf-8", "<html><body>Welcome</body></html>");
	}

	public static Fault badGatewayHtml() {
		return answer(502, "text/html;charset=utf-8", "<html><body>502 Bad Gateway</body></html>");
	}

	public static Fault badGatewayHtmlLabelledJson() {
		return answer(502, JSON, "<html><body>502 Bad Gateway</body></html>");
	}

	public static Fault empty() {
		return answer(200, JSON, "").afterCommit();
	}

	public static Fault noContent() {
		return answer(204, JSON, "").afterCommit();
	}

	/** JSON array in place of an object. */
	public static Fault wrongType() {
		return answer(200, JSON, "[" + SUCCESS + "]").afterCommit();
	}

	/** Number in place of the RequestId string. */
	public static Fault requestIdIsNumber() {
		return answer(200, JSON, "{\"RequestId\":17}").afterCommit();
	}

	public static Fault codeInSuccess() {
		return answer(200, JSON, "{\"RequestId\":\"" + REQUEST_ID + "\",\"Code\":\"InternalError\"}").afterCommit();
	}

	public static Fault withoutRequestId() {
		return answer(200, JSON, "{\"ScalingActivityId\":\"asa-bp1withoutrequestid\"}").afterCommit();
	}

	/** Regular response without the header Content-Type. */
	public static Fault withoutContentType() {
		return after("no content type", (trade) -> trade.wire.send(trade.regular.get().without("Content-Type")));
	}

	/**
	 * Regular response without Content-Length and chunks. The end of the connection ends
	 * the body.
	 */
	public static Fault closeDelimited() {
		return after("close-delimited", (trade) -> trade.wire.sendUntilClosed(trade.regular.get()));
	}

	/** Regular, well-formed response in chunks. */
	public static Fault chunked() {
		return after("chunked", (trade) -> trade.wire.sendChunked(trade.regular.get()));
	}

	public static Fault notHttp() {
		return before("not HTTP", (trade) -> {
			trade.wire.send("220 smtp.example.test ready\r\n");
			trade.wire.close();
		});
	}

	/** Redirect to another host, which clients must not follow. */
	public static Fault redirect() {
		return redirect("http://elsewhere.invalid/");
	}

	public static Fault redirect(String location) {
		return before("redirect",
				(trade) -> trade.wire.send(HttpResponse.of(302, JSON, "").with("Location", location)));
	}

	/** Any response. */
	public static Fault answer(int status, String contentType, String body) {
		return before("answer " + status, (trade) -> trade.wire.send(HttpResponse.of(status, contentType, body)));
	}

	/** Any response, including its headers. */
	public static Fault answer(HttpResponse answer) {
		return before("answer", (trade) -> trade.wire.send(answer));
	}

	/**
	 * Any body without Content-Length and chunks. The end of the connection ends the
	 * body.
	 */
	public static Fault answerUntilClosed(int status, String contentType, String body) {
		return before("answer until closed " + status,
				(trade) -> trade.wire.sendUntilClosed(HttpResponse.of(status, contentType, body)));
	}

	/** Status 200 with endless chunks of blanks, sent as fast as the client reads. */
	public static Fault endless() {
		return after("endless", (trade) -> {
			trade.wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
			String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
			while (!trade.wire.isClosed()) {
				trade.wire.send(chunk);
			}
		});
	}

	/** Returns this fault, injected after the request has taken effect. */
	public Fault afterCommit() {
		return new Fault(this.name, true, this.course);
	}

	/**
	 * Returns this fault, injected before the request takes effect. The request takes
	 * effect later if the fault sends the regular response, otherwise never.
	 */
	public Fault beforeCommit() {
		return new Fault(this.name, false, this.course);
	}

	private static Fault before(String name, Course course) {
		return new Fault(name, false, course);
	}

	private static Fault after(String name, Course course) {
		return new Fault(name, true, course);
	}

	/**
	 * @param work executes the request once and returns the regular response
	 */
	void happen(Supplier<HttpResponse> work, Envelope envelope, Wire wire) throws IOException {
		if (this.commits) {
			HttpResponse done = work.get();
			this.course.take(new Trade(() -> done, envelope, wire));
		}
		else {
			this.course.take(new Trade(work, envelope, wire));
		}
	}

	@Override
	public String toString() {
		return this.name + (this.commits ? " after commit" : " before commit");
	}

	/** Sends the faulty response. */
	@FunctionalInterface
	private interface Course {

		void take(Trade trade) throws IOException;

	}

	private record Trade(Supplier<HttpResponse> regular, Envelope envelope, Wire wire) {
	}

}
