package dev.essfacade.authorization.rules;

import java.util.List;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Limit of the values in a text. The values of an alias count at each of its uses: a
 * short text with aliases can expand to more values than fit into memory.
 */
final class ValueLimit {

	private static final int MAX_VALUES = 200_000;

	/** Rules are less deep. A value that contains itself has no end. */
	private static final int MAX_DEPTH = 50;

	private ValueLimit() {
	}

	static void require(Node root) {
		if (count(root, 0) > MAX_VALUES) {
			throw new InvalidRulesException(root, "too many values, or values nested too deeply, aliases included");
		}
	}

	/** Counts the values, and stops soon after the limit. */
	private static int count(Node node, int depth) {
		int values = (depth > MAX_DEPTH) ? MAX_VALUES + 1 : 1;
		for (Node child : (values > MAX_VALUES) ? List.<Node>of() : children(node)) {
			values += count(child, depth + 1);
			if (values > MAX_VALUES) {
				break;
			}
		}
		return values;
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
