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
 * Place and reason of a JSON error. Jackson's own messages are not used, since they quote
 * the body and name classes.
 */
public final class JacksonViolations {

	private static final int MAX_NAME_LENGTH = 64;

	private JacksonViolations() {
	}

	public static Violation of(JacksonException ex) {
		return Violation.inBody(pointer(ex), detail(ex));
	}

	/** Uses the position of the parser, or the field that was being bound. */
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

	/** A field name is input: it is truncated and encoded. */
	private static String segment(String name) {
		String cut = (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH)
				? name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH)) : name;
		return '/' + UriUtils.encodeFragment(cut.replace("~", "~0").replace("/", "~1"), StandardCharsets.UTF_8);
	}

	private static String detail(JacksonException ex) {
		return switch (ex) {
			case UnrecognizedPropertyException _ -> "This field is unknown.";
			case NullRejectingJsonFactory.NullException _ -> "Null is not allowed.";
			case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
				"Expected " + expected(mismatch.getTargetType()) + ".";
			case InputCoercionException _ -> "This number is out of range.";
			case StreamConstraintsException _ ->
				"The body has too many elements, is nested too deeply, or has a number that is too long.";
			case StreamReadException broken -> syntax(broken);
			default -> "This value is not readable.";
		};
	}

	private static String expected(Class<?> type) {
		if (type == Integer.class || type == int.class) {
			return "a whole number without fraction and quotes";
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
			return "This field occurs twice.";
		}
		return "Invalid JSON at line %d, column %d.".formatted(ex.getLocation().getLineNr(),
				ex.getLocation().getColumnNr());
	}

}
