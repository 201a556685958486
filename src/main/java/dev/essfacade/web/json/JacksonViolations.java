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

import org.springframework.context.MessageSourceResolvable;
import org.springframework.web.util.UriUtils;

/**
 * Place and reason of a JSON error. Jackson's own messages are not used, because they
 * quote the body and contain class names.
 */
public final class JacksonViolations {

	private static final int MAX_NAME_LENGTH = 64;

	private JacksonViolations() {
	}

	public static Violation of(JacksonException ex) {
		return Violation.inBody(pointer(ex), rule(ex));
	}

	/**
	 * Returns a JSON pointer to the position of the parser or, if binding failed, to the
	 * field.
	 */
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

	/** Truncates and encodes a field name, because the caller chooses the name. */
	private static String segment(String name) {
		String cut = (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH)
				? name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH)) : name;
		return '/' + UriUtils.encodeFragment(cut.replace("~", "~0").replace("/", "~1"), StandardCharsets.UTF_8);
	}

	private static MessageSourceResolvable rule(JacksonException ex) {
		return switch (ex) {
			case UnrecognizedPropertyException _ -> Violation.rule("json.unknown-field");
			case NullRejectingJsonFactory.NullException _ -> Violation.rule("json.null");
			case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
				Violation.rule("json." + expected(mismatch.getTargetType()));
			case InputCoercionException _ -> Violation.rule("json.range");
			case StreamConstraintsException _ -> Violation.rule("json.limits");
			case StreamReadException broken -> syntax(broken);
			default -> Violation.rule("json.unreadable");
		};
	}

	private static String expected(Class<?> type) {
		if (type == Integer.class || type == int.class) {
			return "integer";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "boolean";
		}
		if (type == String.class) {
			return "string";
		}
		return Iterable.class.isAssignableFrom(type) ? "array" : "object";
	}

	private static MessageSourceResolvable syntax(StreamReadException ex) {
		return ex.getOriginalMessage().startsWith("Duplicate") ? Violation.rule("json.duplicate")
				: Violation.rule("json.syntax", ex.getLocation().getLineNr(), ex.getLocation().getColumnNr());
	}

}
