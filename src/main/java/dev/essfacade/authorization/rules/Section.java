package dev.essfacade.authorization.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Fields under their names: none twice, none that is not known. */
final class Section {

	private final Node place;

	private final Map<String, Node> fields = new LinkedHashMap<>();

	private Section(Node place) {
		this.place = place;
	}

	/** Reads a mapping that may have these fields. */
	static Section of(Node node, Set<String> known) {
		Section section = of(node);
		if (node instanceof MappingNode mapping) {
			for (NodeTuple field : mapping.getValue()) {
				if (!known.contains(Values.text(field.getKeyNode()))) {
					throw new RulesSyntaxException(field.getKeyNode(),
							"unknown field; there may be " + String.join(", ", known.stream().sorted().toList()));
				}
			}
		}
		return section;
	}

	/** Reads a mapping that may have any fields. */
	static Section of(Node node) {
		if (!(node instanceof MappingNode mapping)) {
			throw new RulesSyntaxException(node, "fields with values are expected here");
		}
		Section section = new Section(node);
		for (NodeTuple field : mapping.getValue()) {
			if (section.fields.put(Values.text(field.getKeyNode()), field.getValueNode()) != null) {
				throw new RulesSyntaxException(field.getKeyNode(), "this field is there twice");
			}
		}
		return section;
	}

	/** A field that may be left out. */
	@Nullable Node get(String name) {
		return this.fields.get(name);
	}

	/** A field that may not. */
	Node need(String name) {
		@Nullable Node value = this.fields.get(name);
		if (value == null) {
			throw new RulesSyntaxException(this.place, name + " is missing");
		}
		return value;
	}

	Map<String, Node> all() {
		return this.fields;
	}

}
