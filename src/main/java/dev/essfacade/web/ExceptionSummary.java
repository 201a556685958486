package dev.essfacade.web;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What the log may know of an exception that nobody expected: which classes, and where in
 * our own code. Its message is left out, since it can quote the request.
 */
final class ExceptionSummary {

	private static final String OURS = "dev.essfacade.";

	private static final int FRAMES = 5;

	private ExceptionSummary() {
	}

	/** In one line. */
	static String of(Throwable mistake) {
		SequencedSet<Throwable> chain = new LinkedHashSet<>();
		for (@Nullable
		Throwable each = mistake; each != null && chain.add(each);) {
			each = each.getCause();
		}
		String classes = chain.stream().map((each) -> each.getClass().getName()).collect(Collectors.joining(" < "));
		String places = chain.reversed()
			.stream()
			.flatMap((each) -> Arrays.stream(each.getStackTrace()))
			.filter((frame) -> frame.getClassName().startsWith(OURS))
			.map((frame) -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
			.distinct()
			.limit(FRAMES)
			.collect(Collectors.joining(", "));
		return places.isEmpty() ? classes : classes + " at " + places;
	}

}
