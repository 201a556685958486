package dev.essfacade.web;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Summary of an unexpected exception for the log: the chain of exception types and the
 * code locations in this service. Messages are left out, since they can quote the
 * request.
 */
public final class ExceptionSummary {

	private static final String BASE_PACKAGE = "dev.essfacade.";

	private static final int MAX_FRAMES = 5;

	private ExceptionSummary() {
	}

	/** Returns the summary as one line. */
	public static String of(Throwable exception) {
		SequencedSet<Throwable> chain = new LinkedHashSet<>();
		for (@Nullable
		Throwable each = exception; each != null && chain.add(each);) {
			each = each.getCause();
		}
		String classes = chain.stream().map((each) -> each.getClass().getName()).collect(Collectors.joining(" < "));
		String places = chain.reversed()
			.stream()
			.flatMap((each) -> Arrays.stream(each.getStackTrace()))
			.filter((frame) -> frame.getClassName().startsWith(BASE_PACKAGE))
			.map((frame) -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
			.distinct()
			.limit(MAX_FRAMES)
			.collect(Collectors.joining(", "));
		return places.isEmpty() ? classes : classes + " at " + places;
	}

}
