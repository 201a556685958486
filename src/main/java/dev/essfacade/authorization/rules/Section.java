package dev.essfacade.authorization.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The fields of a YAML mapping, by name.
 *
 * @param place the mapping
 * @param fields the values
 */
record Section(Node place, Map<String, Node> fields) {

	/** Reads a mapping with any fields. A duplicate field is an error. */
	static Section of(Node node) {
		Map<String, Node> fields = new LinkedHashMap<>();
		for (NodeTuple field : mapping(node).getValue()) {
			if (fields.put(Values.text(field.getKeyNode()), field.getValueNode()) != null) {
				throw new InvalidRulesException(field.getKeyNode(), "duplicate field");
			}
		}
		return new Section(node, fields);
	}

	/**
	 * Reads a mapping with fixed fields.
	 * @param known the names of all fields, in the required order. The fields that grant
	 * rights come last, so that a truncated text never grants more than the whole text
	 */
	static Section of(Node node, List<String> known) {
		Section section = of(node);
		int position = 0;
		for (NodeTuple field : mapping(node).getValue()) {
			int index = known.indexOf(Values.text(field.getKeyNode()));
			if (index < 0) {
				throw new InvalidRulesException(field.getKeyNode(),
						"unknown field; the fields are " + String.join(", ", known));
			}
			if (index < position) {
				throw new InvalidRulesException(field.getKeyNode(),
						"field out of order; the order is " + String.join(", ", known));
			}
			position = index;
		}
		return section;
	}

	private static MappingNode mapping(Node node) {
		if (!(node instanceof MappingNode mapping)) {
			throw new InvalidRulesException(node, "fields with values are expected here");
		}
		return mapping;
	}

	@Nullable Node optional(String name) {
		return this.fields.get(name);
	}

	Node required(String name) {
		@Nullable Node value = this.fields.get(name);
		if (value == null) {
			throw new InvalidRulesException(this.place, name + " is missing");
		}
		return value;
	}

}
