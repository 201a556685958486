package dev.essfacade.chart;

import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart's Grafana dashboard. */
final class Dashboard {

	static final String TEXT = Chart.read(Chart.FOLDER.resolve("files/dashboard.json"));

	private static final JsonNode TREE = JsonMapper.shared().readTree(TEXT);

	private Dashboard() {
	}

	static JsonNode tree() {
		return TREE;
	}

	/** Returns all panels, rows included. */
	static List<JsonNode> panels() {
		return TREE.path("panels").valueStream().toList();
	}

	/** Returns all panels but the rows. */
	static List<JsonNode> charts() {
		return panels().stream().filter((panel) -> !panel.path("type").asString().equals("row")).toList();
	}

	/** Returns the queries of panels and annotations, with values for the variables. */
	static List<String> queries() {
		return Stream
			.concat(charts().stream().flatMap((panel) -> panel.path("targets").valueStream()),
					TREE.path("annotations").path("list").valueStream())
			.map((source) -> source.path("expr").asString())
			.map((query) -> query.replace("$__rate_interval", "5m").replaceAll("\\$[a-z]+", "x"))
			.toList();
	}

}
