package dev.essfacade.ess;

/**
 * Selects the long or the short form of the fault tests; see {@code src/bench/faults}.
 */
public final class LongForm {

	static final boolean WANTED = Boolean.getBoolean("faults.long");

	private LongForm() {
	}

	/** Returns the first value in the long form, else the second. */
	public static <T> T or(T inTheLongForm, T otherwise) {
		return WANTED ? inTheLongForm : otherwise;
	}

}
