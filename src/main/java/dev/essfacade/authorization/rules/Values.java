package dev.essfacade.authorization.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.essfacade.authorization.policy.Wildcard;
import dev.essfacade.authorization.policy.Wildcards;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Conversion of YAML values. A text is never converted: YAML would read {@code 0123} as
 * 83 and {@code yes} as true.
 */
final class Values {

	private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

	/**
	 * Characters of the actions, regions and ids of ESS. Any other character in the rules
	 * is an error: it would match no action, region or id, and would protect no group.
	 */
	private static final String ESS_NAME = "[A-Za-z0-9_-]*\\*?";

	private Values() {
	}

	/** A text of several lines is an error, so that a truncated text is detected. */
	static String text(Node node) {
		if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
			throw new InvalidRulesException(node, "a text is expected here");
		}
		if (node.getStartMark().getLine() != node.getEndMark().getLine()) {
			throw new InvalidRulesException(node, "a text must be on one line");
		}
		return scalar.getValue();
	}

	/** Reads the name of a rule or exemption. Audit records contain this name. */
	static String name(Node node) {
		String name = text(node);
		if (!name.matches(NAME)) {
			throw new InvalidRulesException(node, "a name has 1 to 64 letters, digits, dots, dashes and underscores");
		}
		return name;
	}

	/** Accepts only {@code true} and {@code false}, without quotes. */
	static boolean flag(Node node) {
		String value = (node instanceof ScalarNode scalar && scalar.isPlain()) ? scalar.getValue() : "";
		if (!value.equals("true") && !value.equals("false")) {
			throw new InvalidRulesException(node, "true or false is expected here");
		}
		return value.equals("true");
	}

	/**
	 * Reads the field {@code until} of an exemption: a time, or a date. A date means the
	 * end of that day in UTC.
	 */
	static Instant end(Node node) {
		String value = text(node);
		try {
			return value.contains("T") ? OffsetDateTime.parse(value).toInstant()
					: LocalDate.parse(value).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		catch (DateTimeException _) {
			throw new InvalidRulesException(node,
					"a date such as 2026-12-31, or 2026-12-31T18:00:00Z, is expected here");
		}
	}

	static List<Node> list(Node node) {
		if (!(node instanceof SequenceNode sequence)) {
			throw new InvalidRulesException(node, "a list is expected here");
		}
		return sequence.getValue();
	}

	/** Reads patterns of actions, regions and ids. */
	static Wildcards wildcards(Node node) {
		return new Wildcards(list(node).stream().map(Values::essWildcard).toList());
	}

	static Wildcards nonEmptyWildcards(Node node) {
		return nonEmpty(node, wildcards(node));
	}

	/** Reads patterns of a claim, and accepts a single value without a list. */
	static Wildcards oneOrMore(Node node) {
		List<Node> nodes = (node instanceof ScalarNode) ? List.of(node) : list(node);
		return nonEmpty(node, new Wildcards(nodes.stream().map(Values::wildcard).toList()));
	}

	private static Wildcards nonEmpty(Node node, Wildcards wildcards) {
		if (wildcards.any().isEmpty()) {
			throw new InvalidRulesException(node, "this list must not be empty");
		}
		return wildcards;
	}

	private static Wildcard essWildcard(Node node) {
		Wildcard wildcard = wildcard(node);
		if (!wildcard.text().matches(ESS_NAME)) {
			throw new InvalidRulesException(node, "a name of ESS has letters, digits, dashes and underscores");
		}
		return wildcard;
	}

	private static Wildcard wildcard(Node node) {
		try {
			return new Wildcard(text(node));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRulesException(node, "a pattern " + ex.getMessage());
		}
	}

}
