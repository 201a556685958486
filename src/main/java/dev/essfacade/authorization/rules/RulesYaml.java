package dev.essfacade.authorization.rules;

import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

/** Reads rules from YAML. Only its tree is used: no value is guessed, no object built. */
public final class RulesYaml {

	private static final String READ_ONLY = "read-only";

	private static final Set<String> READ_ONLYS = Set.of(READ_ONLY, "readonly", "read_only");

	private static final Set<String> TRUES = Set.of("true", "yes", "on", "y", "1");

	private static final Set<String> FIELDS = Set.of(READ_ONLY, "rules", "protected-groups", "exceptions");

	private RulesYaml() {
	}

	/**
	 * Reads them.
	 * @throws RulesMistakeException if anything in the text is not as it has to be
	 */
	public static Rules read(String text) throws InvalidRulesException {
		boolean readOnly = false;
		try {
			Node root = compose(text);
			// First of all: in an emergency it has to be seen, whatever else is wrong.
			readOnly = stopsWrites(root);
			return rules(Section.of(root, FIELDS));
		}
		catch (RulesSyntaxException mistake) {
			throw new InvalidRulesException(String.valueOf(mistake.getMessage()), readOnly);
		}
	}

	/**
	 * Of two such fields, which are a mistake, true wins; and whatever means true stops
	 * writes, although only one way to write it is none.
	 */
	private static boolean stopsWrites(Node root) {
		return root instanceof MappingNode fields && fields.getValue()
			.stream()
			.anyMatch((field) -> means(READ_ONLYS, field.getKeyNode()) && means(TRUES, field.getValueNode()));
	}

	private static boolean means(Set<String> words, Node node) {
		return node instanceof ScalarNode scalar && words.contains(scalar.getValue().strip().toLowerCase(Locale.ROOT));
	}

	private static Node compose(String text) {
		try {
			@Nullable Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
			if (root == null) {
				throw new RulesSyntaxException("there is nothing in it; to allow nothing, say so: rules: []");
			}
			return root;
		}
		catch (MarkedYAMLException ex) {
			throw new RulesSyntaxException(ex.getProblemMark().getLine(), "this is not YAML: " + ex.getProblem());
		}
		catch (YAMLException _) {
			throw new RulesSyntaxException("it is not YAML, or too long");
		}
	}

	private static Rules rules(Section root) {
		@Nullable Node readOnly = root.get(READ_ONLY);
		@Nullable Node groups = root.get("protected-groups");
		return new Rules(readOnly != null && Values.flag(readOnly), named(root.get("rules"), RulesYaml::rule),
				(groups != null) ? Values.wildcards(groups) : Wildcards.NONE,
				named(root.get("exceptions"), RulesYaml::exemption));
	}

	private static <T> List<T> named(@Nullable Node list, Function<Node, T> reading) {
		List<Node> nodes = (list != null) ? Values.list(list) : List.of();
		List<T> read = nodes.stream().map(reading).toList();
		Set<String> names = new HashSet<>();
		for (Node node : nodes) {
			Node name = Section.of(node).need("name");
			if (!names.add(Values.name(name))) {
				throw new RulesSyntaxException(name, "this name is there twice");
			}
		}
		return read;
	}

	private static Rule rule(Node node) {
		Section rule = Section.of(node,
				Set.of("name", "callers", "actions", "regions", "scaling-groups", "targets", "force"));
		@Nullable Node force = rule.get("force");
		return new Rule(Values.name(rule.need("name")), callers(rule.need("callers")),
				Values.someWildcards(rule.need("actions")), Values.someWildcards(rule.need("regions")),
				Values.someWildcards(rule.need("scaling-groups")), wildcards(rule, "targets", Wildcards.NONE),
				force != null && Values.flag(force));
	}

	private static Exemption exemption(Node node) {
		Section exception = Section.of(node, Set.of("name", "callers", "until", "scaling-groups", "targets"));
		return new Exemption(Values.name(exception.need("name")), callers(exception.need("callers")),
				Values.end(exception.need("until")), wildcards(exception, "scaling-groups", Wildcards.ALL),
				wildcards(exception, "targets", Wildcards.ALL));
	}

	private static Wildcards wildcards(Section section, String name, Wildcards otherwise) {
		@Nullable Node node = section.get(name);
		return (node != null) ? Values.someWildcards(node) : otherwise;
	}

	private static Callers callers(Node node) {
		Map<String, Wildcards> claims = new LinkedHashMap<>();
		Section.of(node).all().forEach((claim, values) -> claims.put(claim, Values.oneOrMore(values)));
		if (claims.isEmpty()) {
			throw new RulesSyntaxException(node, "at least one claim has to be named: else everybody would be meant");
		}
		return new Callers(claims);
	}

}
