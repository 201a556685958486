package dev.essfacade.authorization;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Leaves every caller a part of the calls that may be under way at once, in all regions
 * together and in each. Where nobody is asked who they are, all are one caller and there
 * is nothing to divide.
 */
class CallerLimits {

	private final CallerShare everywhere;

	private final int perRegion;

	private final Map<String, CallerShare> regions = new ConcurrentHashMap<>();

	private final Consumer<String> turnedAway;

	/**
	 * Starts with nothing under way.
	 * @param turnedAway told the region of each call that does not fit
	 */
	CallerLimits(int everywhere, int perRegion, Consumer<String> turnedAway) {
		this.everywhere = new CallerShare(everywhere);
		this.perRegion = perRegion;
		this.turnedAway = turnedAway;
	}

	/**
	 * Makes a call within the caller's share.
	 * @param regionId one of the table, so that there are not ever more of them
	 * @param clientToken of a write
	 * @throws ProblemException if the share is used up; nothing was done
	 */
	<T> T within(Subject subject, String regionId, @Nullable String clientToken, Supplier<T> call) {
		if (!subject.authenticated()) {
			return call.get();
		}
		CallerShare here = this.regions.computeIfAbsent(regionId, (_) -> new CallerShare(this.perRegion));
		if (!enter(here, subject.id())) {
			this.turnedAway.accept(regionId);
			throw ProblemException.ofCall(ProblemCode.OVERLOADED,
					"This caller has its share of the calls of ESS under way. Nothing was sent.", clientToken);
		}
		try {
			return call.get();
		}
		finally {
			this.everywhere.leave(subject.id());
			here.leave(subject.id());
		}
	}

	private boolean enter(CallerShare here, String caller) {
		if (!here.enter(caller)) {
			return false;
		}
		if (!this.everywhere.enter(caller)) {
			here.leave(caller);
			return false;
		}
		return true;
	}

}
