package dev.essfacade.ess;

/**
 * Whether the fault suite takes all the time that it wants; see {@code src/bench/faults}.
 */
public final class LongForm {

	static final boolean WANTED = Boolean.getBoolean("faults.long");

	private LongForm() {
	}

	/** Chooses by the form. */
	public static <T> T or(T inTheLongForm, T otherwise) {
		return WANTED ? inTheLongForm : otherwise;
	}

}
