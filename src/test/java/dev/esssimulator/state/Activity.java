package dev.esssimulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.Source;

/**
 * A scaling activity, which the account's clock advances.
 *
 * @param effect change of the group at the end
 */
public record Activity(String id, String regionId, String scalingGroupId, String cause, Instant startTime,
		Duration duration, ActivityOutcome outcome, UnaryOperator<SimulatedGroup> effect) {

	public Instant endTime() {
		return this.startTime.plus(this.duration);
	}

	public boolean isOver(Instant now) {
		return !now.isBefore(endTime());
	}

	@Behaviour(value = "an activity is InProgress, then Successful, Warning, Failed or Rejected",
			checkedAgainst = Source.DOC, switchedBy = "withActivityOutcome")
	@Behaviour(value = "duration of an activity", switchedBy = "withActivityDuration")
	public String statusCode(Instant now) {
		return isOver(now) ? this.outcome.statusCode() : "InProgress";
	}

	@Behaviour("Progress grows from 0 to 100 with time")
	public int progress(Instant now) {
		if (isOver(now)) {
			return 100;
		}
		return (int) (100.0 * Duration.between(this.startTime, now).toMillis() / this.duration.toMillis());
	}

}
