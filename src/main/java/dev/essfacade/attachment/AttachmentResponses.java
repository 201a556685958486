package dev.essfacade.attachment;

import java.util.function.Supplier;

import dev.essfacade.ess.EssException;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.scalingactivity.ActivityLocation;
import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.web.ExceptionSummary;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Creates the response to a write that may have started a scaling activity: 200 or 202.
 */
@Component
public class AttachmentResponses {

	private static final Logger logger = LoggerFactory.getLogger(AttachmentResponses.class);

	private final WriteWaiter waiter;

	AttachmentResponses(WriteWaiter waiter) {
		this.waiter = waiter;
	}

	/**
	 * Makes a write, and waits at most as long as {@code Prefer: wait} asks. Returns 202
	 * if an activity still executes the write, otherwise 200. A preview returns 200
	 * without a wait.
	 * @param clientToken idempotency key of the write
	 * @param validateOnly whether the write is only previewed
	 * @param preview previews the write
	 * @param write makes the write; called again while another activity runs
	 * @throws ProblemException if the write is rejected or its activity failed; also, as
	 * {@code outcome-unknown}, after a defect of this service
	 */
	public <T extends AwaitableWrite<T>> ResponseEntity<T> of(WaitPreference wait, String clientToken,
			boolean validateOnly, Supplier<T> preview, Supplier<T> write, ServletWebRequest request) {
		try {
			return validateOnly ? ResponseEntity.ok(preview.get())
					: response(this.waiter.write(wait, clientToken, write, request));
		}
		catch (EssException | ProblemException | UnknownRegionException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// A defect must not conceal that ESS may have executed the write.
			logger.error("A write failed because of a defect of this service: {}", ExceptionSummary.of(ex));
			throw ProblemException.of(ProblemCode.OUTCOME_UNKNOWN, "", clientToken).withClientToken(clientToken);
		}
	}

	private static <T extends AwaitableWrite<T>> ResponseEntity<T> response(T result) {
		if (!result.inProgress()) {
			return ResponseEntity.ok(result);
		}
		ResponseEntity.BodyBuilder response = ResponseEntity.accepted()
			.header(HttpHeaders.RETRY_AFTER, ActivityLocation.RETRY_AFTER);
		@Nullable String location = result.scalingActivityUrl();
		if (location == null) {
			logger
				.warn("ESS started a scaling activity in {} with an id that breaks the id pattern; the response has no "
						+ "Location", result.regionId());
		}
		else {
			response.header(HttpHeaders.LOCATION, location);
		}
		return response.body(result);
	}

}
