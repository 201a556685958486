package dev.essfacade.scalingactivity;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What one response of ESS says about an activity.
 *
 * @param activity null if ESS does not list the activity
 * @param received time of the response, by the ticker
 */
record ActivitySnapshot(@Nullable ScalingActivity activity, long received) {

	boolean isListed() {
		return this.activity != null;
	}

	/** Whether the activity has ended: its state never changes again. */
	boolean isDone() {
		return this.activity != null && this.activity.done();
	}

	/** Whether the state of the activity differs from that of an earlier response. */
	boolean differsFrom(@Nullable ActivitySnapshot earlier) {
		return earlier == null || !Objects.equals(withoutRequestId(), earlier.withoutRequestId());
	}

	private @Nullable ScalingActivity withoutRequestId() {
		return (this.activity != null) ? this.activity.withRequestId("") : null;
	}

}
