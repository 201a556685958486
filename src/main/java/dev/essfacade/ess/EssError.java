package dev.essfacade.ess;

import org.jspecify.annotations.Nullable;

/**
 * An error response of ESS.
 *
 * @param httpStatus HTTP status, 400 to 599
 * @param code error code of ESS
 * @param message text of ESS; it can contain account ids and signed parameters
 * @param requestId request id of ESS, as ActionTrail lists it
 * @param recommend https link to the troubleshooting page
 */
public record EssError(int httpStatus, String code, @Nullable String message, String requestId,
		@Nullable String recommend) {

	/** Returns what the error means. */
	public EssErrorKind kind() {
		return EssErrorKind.of(this);
	}

}
