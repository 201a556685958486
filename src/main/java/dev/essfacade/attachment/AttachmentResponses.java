package dev.essfacade.attachment;

import java.util.function.Supplier;

import dev.essfacade.scalingactivity.ActivityLocation;
import dev.essfacade.scalingactivity.WaitPreference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Response to an operation that may have started a scaling activity: 200 or 202. */
@Component
public class AttachmentResponses {

	private static final Logger logger = LoggerFactory.getLogger(AttachmentResponses.class);

	private final WriteWaiter waiter;

	AttachmentResponses(WriteWaiter waiter) {
		this.waiter = waiter;
	}

	/**
	 * Makes a write, waits as the request prefers, and returns 200 for a complete or
	 * previewed operation, and 202 for one whose activity runs.
	 * @param clientToken idempotency key of the write
	 * @param write makes the write; called again while another activity runs
	 */
	public <T extends AwaitableWrite<T>> ResponseEntity<T> of(WaitPreference wait, String clientToken,
			Supplier<T> write, ServletWebRequest request) {
		T result = this.waiter.write(wait, clientToken, write, request);
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
