package dev.essfacade.web.json;

import java.nio.charset.StandardCharsets;

import dev.essfacade.web.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.web.util.UriUtils;

/**
 * Where in a body Jackson stopped, and why, in words of ours: Jackson's own quote the
 * body and name classes.
 */
public final class JacksonViolations {

	private static final int LONGEST_NAME = 64;

	private JacksonViolations() {
	}

	public static Violation of(JacksonException ex) {
		return Violation.inBody(pointer(ex), detail(ex));
	}

	/** The parser knows where it stopped; the binder knows which field it was filling. */
	private static String pointer(JacksonException ex) {
		boolean stopped = ex instanceof StreamReadException || ex.getPath().isEmpty();
		if (stopped && ex.processor() instanceof JsonParser parser) {
			return "#" + segments(parser.streamReadContext().pathAsPointer());
		}
		StringBuilder pointer = new StringBuilder("#");
		for (JacksonException.Reference reference : ex.getPath()) {
			@Nullable String name = reference.getPropertyName();
			pointer.append(segment((name != null) ? name : String.valueOf(reference.getIndex())));
		}
		return pointer.toString();
	}

	private static String segments(JsonPointer pointer) {
		StringBuilder segments = new StringBuilder();
		for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
			segments.append(segment(rest.getMatchingProperty()));
		}
		return segments.toString();
	}

	/** A name is the caller's text: it is cut, and nothing in it stays special. */
	private static String segment(String name) {
		String cut = (name.codePointCount(0, name.length()) > LONGEST_NAME)
				? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) : name;
		return '/' + UriUtils.encodeFragment(cut.replace("~", "~0").replace("/", "~1"), StandardCharsets.UTF_8);
	}

	private static String detail(JacksonException ex) {
		return switch (ex) {
			case UnrecognizedPropertyException _ -> "This field is not known.";
			case NullRejectingJsonFactory.NullException _ -> "Null is not allowed.";
			case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
				"Expected " + expected(mismatch.getTargetType()) + ".";
			case InputCoercionException _ -> "This number is out of range.";
			case StreamConstraintsException _ -> "This is too long or nested too deeply.";
			case StreamReadException broken -> syntax(broken);
			default -> "This cannot be read.";
		};
	}

	private static String expected(Class<?> type) {
		if (type == Integer.class || type == int.class) {
			return "a whole number";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		if (type == String.class) {
			return "a string";
		}
		return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
	}

	private static String syntax(StreamReadException ex) {
		String message = ex.getOriginalMessage();
		if (message.startsWith("Duplicate")) {
			return "This field is there twice.";
		}
		return "This is not JSON, at line %d, column %d.".formatted(ex.getLocation().getLineNr(),
				ex.getLocation().getColumnNr());
	}

}
