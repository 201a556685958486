package dev.essfacade.observability;

import java.util.Properties;

import dev.essfacade.support.StartedFacade;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.info.BuildProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** Version and commit of the running build, in the info endpoint and in a metric. */
class BuildInfoTests {

	@Test
	void showsVersionAndCommitInTheInfoEndpointAndAsAMetric() {
		Properties build = new Properties();
		build.put("version", "9.8.7");
		build.put("commit", "0123abc");
		try (StartedFacade facade = StartedFacade
			.with((beans) -> beans.registerBean(BuildProperties.class, () -> new BuildProperties(build)))) {
			JsonNode info = facade.managementCaller().get("/actuator/info").json().path("build");
			assertThat(info.path("version").asString()).isEqualTo("9.8.7");
			assertThat(info.path("commit").asString()).isEqualTo("0123abc");
			assertThat(facade.managementCaller().get("/actuator/prometheus").http().body())
				.contains("facade_build_info{commit=\"0123abc\",version=\"9.8.7\"} 1");
		}
	}

}
