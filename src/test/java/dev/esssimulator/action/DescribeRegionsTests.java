package dev.esssimulator.action;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DescribeRegionsTests extends ActionTests {

	@Test
	void listsTheRegions() {
		assertThat(ask("DescribeRegions").at("/Regions/Region"))
			.extracting((region) -> region.path("RegionId").asString())
			.contains("cn-hangzhou", "ap-southeast-1");
	}

	@Test
	void supportsThreeLanguages() {
		assertThat(code(ask("DescribeRegions", "AcceptLanguage", "ja"))).isEmpty();
		JsonNode refused = ask("DescribeRegions", "AcceptLanguage", "fr");
		assertThat(code(refused)).isEqualTo("InvalidAcceptLanguage.NotFound");
	}

}
