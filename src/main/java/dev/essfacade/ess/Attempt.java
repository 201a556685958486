package dev.essfacade.ess;

import java.time.Duration;
import java.util.function.Supplier;

import dev.essfacade.ess.ResponseParser.Answer;
import dev.essfacade.ess.credentials.CredentialsUnavailableException;
import dev.essfacade.ess.credentials.EssCredentials;
import dev.essfacade.ess.credentials.RefreshingCredentials;
import dev.essfacade.ess.resilience.CircuitBreaker;

import org.springframework.stereotype.Component;

/** Sends a call once and reads what comes back. */
@Component
class Attempt {

	private final EssRegions regions;

	private final SdkSender sender;

	private final ResponseParser reader;

	private final RefreshingCredentials keyRing;

	Attempt(EssRegions regions, SdkSender sender, ResponseParser reader, RefreshingCredentials keyRing) {
		this.regions = regions;
		this.sender = sender;
		this.reader = reader;
		this.keyRing = keyRing;
	}

	/**
	 * Makes one attempt; once in the life of a call a second one, if ESS refuses the keys
	 * and there are others.
	 * @param limit longest time that is left, until the whole answer is here
	 * @throws EssException if it did not succeed
	 */
	<T> Answer<T> make(EssCall<T> call, Supplier<Duration> limit, CircuitBreaker breaker, CallRecorder report) {
		if (!breaker.letsThrough()) {
			throw EssException.failed(call, EssFailure.HELD_BACK, "the region has not answered for a while", null);
		}
		EssCredentials keys = keys(call, limit);
		try {
			return send(call, keys, limit, breaker, report);
		}
		catch (EssException ex) {
			boolean others = ex.blamesKeys() && report.firstRenewal() && this.keyRing.replace(keys, limit.get());
			if (!others || !limit.get().isPositive()) {
				throw ex;
			}
			return send(call, keys(call, limit), limit, breaker, report);
		}
	}

	private EssCredentials keys(EssCall<?> call, Supplier<Duration> limit) {
		try {
			return this.keyRing.keys(limit.get());
		}
		catch (CredentialsUnavailableException ex) {
			throw EssException.failed(call, EssFailure.NO_CREDENTIALS, "there is nothing to sign with", ex);
		}
	}

	private <T> Answer<T> send(EssCall<T> call, EssCredentials keys, Supplier<Duration> limit, CircuitBreaker breaker,
			CallRecorder report) {
		EssEndpoint endpoint = this.regions.endpoint(call.regionId());
		if (!limit.get().isPositive()) {
			throw EssException.failed(call, EssFailure.UNSENT, "the time was up before anything could be sent", null);
		}
		try {
			Answer<T> answer = report
				.attempt(() -> this.reader.read(call, this.sender.send(call, endpoint, keys, limit.get()), keys));
			breaker.heard();
			return answer;
		}
		catch (EssException ex) {
			if (ex.isSilence()) {
				breaker.silent();
			}
			else if (ex.failure() != EssFailure.UNSENT) {
				breaker.heard();
			}
			throw ex;
		}
	}

}
