package dev.essfacade.authorization.rules;

import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.essfacade.authorization.policy.Callers;
import dev.essfacade.authorization.policy.Exemption;
import dev.essfacade.authorization.policy.Rule;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.policy.Wildcards;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads access rules from YAML. Only SnakeYAML's node tree is used, because a binding
 * would convert texts to other types.
 */
public final class RulesYaml {

	private static final String READ_ONLY = "read-only";

	private static final List<String> FIELDS = List.of(READ_ONLY, "protected-groups", "exceptions", "rules");

	private static final List<String> EXCEPTION = List.of("name", "callers", "until", "scaling-groups", "targets");

	private static final List<String> RULE = List.of("name", "callers", "actions", "regions", "scaling-groups",
			"targets", "force");

	private static final Set<String> READ_ONLY_SPELLINGS = Set.of(READ_ONLY, "readonly", "read_only");

	private static final Set<String> TRUE_SPELLINGS = Set.of("true", "yes", "on", "y", "1");

	private RulesYaml() {
	}

	/**
	 * Reads access rules.
	 * @param text YAML that ends with a line break, so that a truncated line is detected
	 * @throws InvalidRulesException if the text contains any error
	 */
	public static Rules read(String text) {
		Node root = compose(text);
		try {
			if (!text.endsWith("\n")) {
				throw new InvalidRulesException("the last line has no line break; the text may be truncated", false);
			}
			ValueLimit.require(root);
			return rules(Section.of(root, FIELDS));
		}
		catch (InvalidRulesException ex) {
			throw new InvalidRulesException(String.valueOf(ex.getMessage()), requestsReadOnly(root));
		}
	}

	/**
	 * Whether any field requests read-only mode. Other spellings of the field and of true
	 * are errors, but they request this mode, too: in an emergency nobody reads the
	 * documentation. If the field is duplicated, one true is enough.
	 */
	private static boolean requestsReadOnly(Node root) {
		return root instanceof MappingNode fields && fields.getValue()
			.stream()
			.anyMatch((field) -> isOneOf(READ_ONLY_SPELLINGS, field.getKeyNode())
					&& isOneOf(TRUE_SPELLINGS, field.getValueNode()));
	}

	private static boolean isOneOf(Set<String> words, Node node) {
		return node instanceof ScalarNode scalar && words.contains(scalar.getValue().strip().toLowerCase(Locale.ROOT));
	}

	private static Node compose(String text) {
		try {
			@Nullable Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
			if (root == null) {
				throw new InvalidRulesException(
						"the rules are empty; to allow nothing, write protected-groups: [] and rules: []", false);
			}
			return root;
		}
		catch (MarkedYAMLException ex) {
			throw new InvalidRulesException(
					"line %d: invalid YAML: %s".formatted(ex.getProblemMark().getLine() + 1, ex.getProblem()), false);
		}
		catch (YAMLException _) {
			throw new InvalidRulesException("the text is not YAML, or too long", false);
		}
	}

	private static Rules rules(Section root) {
		@Nullable Node readOnly = root.optional(READ_ONLY);
		@Nullable Node exceptions = root.optional("exceptions");
		return new Rules(readOnly != null && Values.flag(readOnly), named(root.required("rules"), RulesYaml::rule),
				Values.wildcards(root.required("protected-groups")),
				(exceptions != null) ? named(exceptions, RulesYaml::exemption) : List.of());
	}

	private static <T> List<T> named(Node list, Function<Node, T> reader) {
		List<T> read = Values.list(list).stream().map(reader).toList();
		Set<String> names = new HashSet<>();
		for (Node node : Values.list(list)) {
			Node name = Section.of(node).required("name");
			if (!names.add(Values.name(name))) {
				throw new InvalidRulesException(name, "duplicate name");
			}
		}
		return read;
	}

	private static Rule rule(Node node) {
		Section rule = Section.of(node, RULE);
		@Nullable Node force = rule.optional("force");
		return new Rule(Values.name(rule.required("name")), callers(rule),
				Values.nonEmptyWildcards(rule.required("actions")), Values.nonEmptyWildcards(rule.required("regions")),
				Values.nonEmptyWildcards(rule.required("scaling-groups")), wildcards(rule, "targets", Wildcards.NONE),
				force != null && Values.flag(force));
	}

	private static Exemption exemption(Node node) {
		Section exception = Section.of(node, EXCEPTION);
		return new Exemption(Values.name(exception.required("name")), callers(exception),
				Values.end(exception.required("until")), wildcards(exception, "scaling-groups", Wildcards.ALL),
				wildcards(exception, "targets", Wildcards.ALL));
	}

	private static Wildcards wildcards(Section section, String name, Wildcards defaultValue) {
		@Nullable Node node = section.optional(name);
		return (node != null) ? Values.nonEmptyWildcards(node) : defaultValue;
	}

	private static Callers callers(Section section) {
		Node node = section.required("callers");
		Map<String, Wildcards> claims = new HashMap<>();
		Section.of(node).fields().forEach((claim, values) -> claims.put(claim, Values.oneOrMore(values)));
		if (claims.isEmpty()) {
			throw new InvalidRulesException(node, "at least one claim is required; without one, everybody would match");
		}
		return new Callers(claims);
	}

}
