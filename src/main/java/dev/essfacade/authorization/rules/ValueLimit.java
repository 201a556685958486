package dev.essfacade.authorization.rules;

import java.util.List;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Limits the number of YAML values in a text. An alias counts with all its values at each
 * use. Nested aliases could otherwise expand to more values than fit into memory.
 */
final class ValueLimit {

	static final int MAX_VALUES = 200_000;

	/**
	 * Maximum nesting. Rules need fewer levels. The limit also rejects a value that
	 * contains itself through an alias.
	 */
	static final int MAX_DEPTH = 50;

	private int left = MAX_VALUES;

	private ValueLimit() {
	}

	/**
	 * Counts all values.
	 * @throws InvalidRulesException at the first value beyond a limit
	 */
	static void require(Node root) {
		new ValueLimit().count(root, 0);
	}

	private void count(Node node, int depth) {
		this.left--;
		if (this.left < 0 || depth > MAX_DEPTH) {
			throw new InvalidRulesException(node, "too many values, or values nested too deeply, aliases included");
		}
		children(node).forEach((child) -> count(child, depth + 1));
	}

	private static List<Node> children(Node node) {
		return switch (node) {
			case SequenceNode list -> list.getValue();
			case MappingNode fields -> fields.getValue()
				.stream()
				.flatMap((field) -> Stream.of(field.getKeyNode(), field.getValueNode()))
				.toList();
			default -> List.of();
		};
	}

}
