package dev.essfacade.ess;

import java.time.Duration;
import java.util.function.Supplier;

import dev.essfacade.ess.credentials.CredentialsUnavailableException;
import dev.essfacade.ess.credentials.EssCredentials;
import dev.essfacade.ess.credentials.RefreshingCredentials;

import org.springframework.stereotype.Component;

/** Sends a call once and parses the response. */
@Component
class Attempt {

	private final SdkSender sender;

	private final ResponseParser parser;

	private final RefreshingCredentials credentials;

	Attempt(SdkSender sender, ResponseParser parser, RefreshingCredentials credentials) {
		this.sender = sender;
		this.parser = parser;
		this.credentials = credentials;
	}

	/**
	 * Makes one attempt. If ESS declines the credentials and newer ones exist after a
	 * refresh, sends the call once more. During all attempts of a call, this happens at
	 * most once.
	 * @param limit supplies the time left until the response must be complete
	 * @throws AttemptFailedException if the attempt did not succeed
	 */
	<T> EssResult<T> make(EssCall<T> call, Supplier<Duration> limit, Region region, CallRecorder recorder)
			throws AttemptFailedException {
		if (!limit.get().isPositive()) {
			throw AttemptFailedException.notSent(CallOutcome.CONNECT_FAILED, "the deadline has passed", null);
		}
		if (!region.breaker().tryAcquire()) {
			throw AttemptFailedException.notSent(CallOutcome.CIRCUIT_OPEN, "the circuit breaker of the region is open",
					null);
		}
		EssCredentials used = credentials(limit);
		try {
			return send(call, used, limit, region, recorder);
		}
		catch (AttemptFailedException ex) {
			boolean refreshed = ex.isKind(EssErrorKind.CREDENTIALS_REJECTED) && recorder.isFirstRefresh()
					&& this.credentials.replace(used, limit.get());
			if (!refreshed || !limit.get().isPositive()) {
				throw ex;
			}
			return send(call, credentials(limit), limit, region, recorder);
		}
	}

	private EssCredentials credentials(Supplier<Duration> limit) throws AttemptFailedException {
		try {
			return this.credentials.get(limit.get());
		}
		catch (CredentialsUnavailableException ex) {
			throw AttemptFailedException.notSent(CallOutcome.NO_CREDENTIALS, "no valid credentials", ex);
		}
	}

	private <T> EssResult<T> send(EssCall<T> call, EssCredentials used, Supplier<Duration> limit, Region region,
			CallRecorder recorder) throws AttemptFailedException {
		if (!limit.get().isPositive()) {
			throw AttemptFailedException.notSent(CallOutcome.NO_CREDENTIALS,
					"the credentials arrived after the deadline", null);
		}
		try {
			EssResult<T> result = recorder.attempt((attempts) -> this.parser.parse(call,
					this.sender.send(call, region.endpoint(), used, limit.get()), used, attempts));
			region.breaker().onResponse();
			return result;
		}
		catch (AttemptFailedException ex) {
			if (ex.isResponded()) {
				region.breaker().onResponse();
			}
			else if (ex.isUnresponsive()) {
				region.breaker().onNoResponse();
			}
			throw ex;
		}
	}

}
