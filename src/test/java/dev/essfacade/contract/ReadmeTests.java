package dev.essfacade.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.essfacade.web.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README and its neighbours say is so. */
class ReadmeTests {

	private final String readme = read("README.md");

	@Test
	void itsErrorsAreThoseOfTheCode() {
		List<String> codes = Arrays.stream(ProblemCode.values())
			.map((code) -> "%s|%d|%s".formatted(code.code(), code.status().value(), code.retryable() ? "yes" : "no"))
			.toList();
		assertThat(find("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| (yes|no) \\|", this.readme)
			.map((row) -> row.group(1) + "|" + row.group(2) + "|" + row.group(3)))
			.containsExactlyInAnyOrderElementsOf(codes);
	}

	@Test
	void itsEndpointsAreThoseOfTheDocument() {
		Set<String> routes = find("(?m)^  (/api\\S+):\\n    (get|post):", read("docs/openapi.yaml"))
			.map((route) -> route.group(2).toUpperCase(Locale.ROOT) + " " + route.group(1))
			.collect(Collectors.toSet());
		assertThat(find("(?m)^\\| `((?:GET|POST) \\S+)` \\|", this.readme).map((row) -> row.group(1)))
			.containsExactlyInAnyOrderElementsOf(routes);
	}

	@Test
	void itsSettingsAreThoseOfTheService() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ClassPathResource("application.yaml"));
		Properties properties = Objects.requireNonNull(yaml.getObject());
		Set<String> own = properties.keySet()
			.stream()
			.map(Object::toString)
			.filter((name) -> name.startsWith("ess.") || name.startsWith("facade."))
			.collect(Collectors.toSet());
		List<String> told = find("(?m)^\\| `((?:ess|facade)\\.[a-z.-]+)` \\|", this.readme).map((row) -> row.group(1))
			.toList();
		assertThat(told).containsExactlyInAnyOrderElementsOf(own);
	}

	private static Stream<MatchResult> find(String regex, String text) {
		return Pattern.compile(regex).matcher(text).results();
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
