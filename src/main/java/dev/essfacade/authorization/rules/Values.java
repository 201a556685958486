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
 * Single values. Text is taken as it stands: YAML would make 83 of 0123, and a truth of
 * yes.
 */
final class Values {

	private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

	private Values() {
	}

	static String text(Node node) {
		if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
			throw new RulesSyntaxException(node, "a text is expected here");
		}
		return scalar.getValue();
	}

	/** What the audit record can quote without harm. */
	static String name(Node node) {
		String name = text(node);
		if (!name.matches(NAME)) {
			throw new RulesSyntaxException(node, "a name has 1 to 64 letters, digits, dots, dashes and underscores");
		}
		return name;
	}

	static boolean flag(Node node) {
		boolean value = isPlain(node, "true");
		if (!value && !isPlain(node, "false")) {
			throw new RulesSyntaxException(node, "true or false is expected here");
		}
		return value;
	}

	/** Whether this is the word, and nothing that could pass for it. */
	private static boolean isPlain(Node node, String word) {
		return node instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().equals(word);
	}

	/** A date counts to its end, in UTC. */
	static Instant end(Node node) {
		String value = text(node);
		try {
			return value.contains("T") ? OffsetDateTime.parse(value).toInstant()
					: LocalDate.parse(value).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		catch (DateTimeException _) {
			throw new RulesSyntaxException(node,
					"a date such as 2026-12-31, or 2026-12-31T18:00:00Z, is expected here");
		}
	}

	static List<Node> list(Node node) {
		if (!(node instanceof SequenceNode sequence)) {
			throw new RulesSyntaxException(node, "a list is expected here");
		}
		return sequence.getValue();
	}

	static Wildcards wildcards(Node node) {
		return new Wildcards(list(node).stream().map(Values::wildcard).toList());
	}

	static Wildcards someWildcards(Node node) {
		Wildcards some = wildcards(node);
		if (some.any().isEmpty()) {
			throw new RulesSyntaxException(node, "this list must not be empty");
		}
		return some;
	}

	/** One needs no list around it. */
	static Wildcards oneOrMore(Node node) {
		return (node instanceof ScalarNode) ? new Wildcards(List.of(wildcard(node))) : someWildcards(node);
	}

	private static Wildcard wildcard(Node node) {
		try {
			return new Wildcard(text(node));
		}
		catch (IllegalArgumentException ex) {
			throw new RulesSyntaxException(node, "this " + ex.getMessage());
		}
	}

}
