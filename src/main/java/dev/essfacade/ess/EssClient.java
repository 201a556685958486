package dev.essfacade.ess;

import java.time.Duration;
import java.util.Objects;

import dev.essfacade.ess.AnswerReader.Answer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls ESS: finds the region's endpoint, sends, reads the answer, and logs one line. */
@Component
public class EssClient {

	private static final Logger logger = LoggerFactory.getLogger(EssClient.class);

	private final EssRegions regions;

	private final SignedSender sender;

	private final AnswerReader reader;

	private final EssProperties settings;

	EssClient(EssRegions regions, SignedSender sender, AnswerReader reader, EssProperties settings) {
		this.regions = regions;
		this.sender = sender;
		this.reader = reader;
		this.settings = settings;
	}

	/**
	 * Makes a call.
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if it did not succeed; it says what is known of the outcome
	 */
	public <T> T call(EssCall<T> call) {
		EssEndpoint endpoint = this.regions.endpoint(call.regionId());
		long start = System.nanoTime();
		try {
			Answer<T> answer = this.reader.read(call, this.sender.send(call, endpoint, limit(call)));
			log(call, "OK", answer.requestId(), start);
			return answer.value();
		}
		catch (EssException ex) {
			log(call, ex.outcome(), ex.requestId(), start);
			throw ex;
		}
	}

	/**
	 * A write that is given up too early leaves its caller in doubt: it may take all the
	 * time there is.
	 */
	private Duration limit(EssCall<?> call) {
		Duration deadline = this.settings.deadline();
		Duration read = this.settings.readTimeout();
		return (call.isWrite() || read.compareTo(deadline) > 0) ? deadline : read;
	}

	private static void log(EssCall<?> call, String outcome, @Nullable String essRequestId, long start) {
		logger.info("{} in {} for {}: {} after {} ms, ESS request id {}", call.action(), call.regionId(),
				Objects.requireNonNullElse(call.scalingGroupId(), "no group"), outcome,
				Duration.ofNanos(System.nanoTime() - start).toMillis(),
				Objects.requireNonNullElse(essRequestId, "unknown"));
	}

}
