package dev.essfacade.contract;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.context.request.RequestContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An internal error is logged with its position in the code. The response contains
 * neither the position nor the exception's message, which can quote the request.
 */
@ExtendWith(OutputCaptureExtension.class)
class InternalErrorTests {

	private static final String SAYS = "what-nobody-may-know\r\nof\u2028the \u001b[31mforged line";

	private final AtomicBoolean clockIsBroken = new AtomicBoolean();

	@Test
	void anInternalErrorIsAProblemWithoutInternalDetails(CapturedOutput output) {
		SimulatedEss.simulator().reset();
		try (StartedFacade service = StartedFacade.with(this::breakable)) {
			this.clockIsBroken.set(true);
			isInternal(service.caller().get(Caller.ACTIVITY + "?since=0"));
			Answer write = service.caller().post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", "key-1");
			assertThat(write.field("code")).as("ESS may have executed it").isEqualTo("outcome-unknown");
			assertThat(write.field("clientToken")).isEqualTo("key-1");
			this.clockIsBroken.set(false);
			assertThat(service.caller().get(Caller.ACTIVITY + "?since=0").field("code"))
				.isEqualTo("activity-not-found");

			isInternal(service.caller().get(Caller.ACTIVITY, "X-Break", "a filter", "X-Request-Id", "in-a-filter"));
			assertThat(output.toString().lines().filter((line) -> line.contains(" ERROR ")))
				.anyMatch((line) -> line.contains("in-a-filter"))
				.allMatch((line) -> !line.contains("Servlet.service()"));
		}
		assertThat(output.getOut()
			.lines()
			.filter((line) -> line.contains("ERROR") && line.contains(" dev.essfacade.web.ProblemHandler "))).hasSize(2)
			.allMatch((line) -> line
				.contains("java.lang.IllegalStateException at dev.essfacade.contract.InternalErrorTests."));
		assertThat(output).doesNotContain("nobody-may-know", "forged line", "\tat ");
	}

	/**
	 * Adds two defects to the service: one behind a controller, one outside of Spring
	 * MVC.
	 */
	private void breakable(GenericApplicationContext context) {
		InstantSource clock = () -> {
			// Outside of requests the clock works: the credentials refresh needs it.
			if (this.clockIsBroken.get() && RequestContextHolder.getRequestAttributes() != null) {
				throw new IllegalStateException(SAYS);
			}
			return InstantSource.system().instant();
		};
		Filter filter = (request, response, chain) -> {
			if (((HttpServletRequest) request).getHeader("X-Break") != null) {
				throw new IllegalStateException(SAYS);
			}
			chain.doFilter(request, response);
		};
		context.registerBean("breakableClock", InstantSource.class, () -> clock,
				(definition) -> definition.setPrimary(true));
		context.registerBean("breakableFilter", Filter.class, () -> filter);
	}

	private static void isInternal(Answer answer) {
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.field("code")).isEqualTo("internal");
		assertThat(answer.json().path("retryable").booleanValue()).isFalse();
		assertThat(answer.field("correlationId")).isEqualTo(answer.mustHave("X-Request-Id"));
		assertThat(answer.http().body()).doesNotContain("nobody-may-know", "forged", "Exception", "\tat ",
				"dev.essfacade", "trace");
	}

}
