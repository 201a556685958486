package dev.essfacade.ess;

import dev.essfacade.ess.AnswerReader.Answer;
import dev.essfacade.ess.guard.RegionGuard;
import org.springframework.stereotype.Component;

/**
 * Calls ESS: lets a call in if there is room, has it tried until its outcome is known or
 * the time is up, and reports it once.
 */
@Component
public class EssClient {

	private final EssRegions regions;

	private final RegionGuards guards;

	private final Retries retries;

	private final CallReports reports;

	EssClient(EssRegions regions, RegionGuards guards, Retries retries, CallReports reports) {
		this.regions = regions;
		this.guards = guards;
		this.retries = retries;
		this.reports = reports;
	}

	/**
	 * Makes a call. It ends within {@code ess.deadline}, and 100 ms at most.
	 * @throws UnknownRegionException if no endpoint is configured for the region; nothing
	 * was sent
	 * @throws EssException if it did not succeed; it says what is known of the outcome
	 */
	public <T> T call(EssCall<T> call) {
		this.regions.endpoint(call.regionId());
		CallReport report = this.reports.start(call);
		try {
			Answer<T> answer = admit(call, report);
			report.succeeded(answer.requestId());
			return answer.value();
		}
		catch (EssException ex) {
			report.failed(ex);
			throw ex;
		}
		catch (RuntimeException ex) {
			throw report.broke(ex);
		}
	}

	private <T> Answer<T> admit(EssCall<T> call, CallReport report) {
		RegionGuard guard = this.guards.of(call.regionId());
		if (!guard.enter()) {
			throw EssException.failed(call, EssFailure.OVERLOADED, "too many calls are under way", null);
		}
		try {
			return this.retries.call(call, guard, report);
		}
		finally {
			guard.leave();
		}
	}

}
