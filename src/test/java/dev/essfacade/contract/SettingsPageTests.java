package dev.essfacade.contract;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.essfacade.EssFacadeApplication;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page docs/settings.md is generated from the configuration metadata. */
class SettingsPageTests {

	private static final Path PAGE = Path.of("docs/settings.md");

	private static final String REWRITE = "./mvnw test -Dtest=SettingsPageTests -Dsettings.write";

	private static final String HEAD = """
			# Settings

			Every setting is a property of Spring Boot: an environment variable sets it, a configuration file or a command-line
			argument. If a setting has two environment variables, the first one takes precedence. A duration has a unit, such as `500ms`, `8s` or `10m`. The elements of a list are separated by commas.

			This page is generated from the Javadoc of the settings. `%s` rewrites it.

			| Property | Environment variable | Default | Description |
			|---|---|---|---|
			"""
		.formatted(REWRITE);

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):.*}");

	private final Map<String, ObjectNode> settings = new TreeMap<>();

	private final Properties yaml = yaml();

	SettingsPageTests() throws IOException, URISyntaxException {
		Path classes = Path.of(EssFacadeApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		add(classes.resolve("META-INF/spring-configuration-metadata.json"));
		add(Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json"));
	}

	/** The fields of a later file take precedence. */
	private void add(Path metadata) throws IOException {
		for (JsonNode setting : new JsonMapper().readTree(Files.readString(metadata)).path("properties")) {
			this.settings.merge(setting.path("name").asString(), (ObjectNode) setting, ObjectNode::setAll);
		}
	}

	private static Properties yaml() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ClassPathResource("application.yaml"));
		return Objects.requireNonNull(yaml.getObject());
	}

	@Test
	void thePageEqualsTheConfigurationMetadata() throws IOException {
		String generated = this.settings.values().stream().map(this::row).collect(Collectors.joining("", HEAD, ""));
		if (System.getProperty("settings.write") != null) {
			Files.writeString(PAGE, generated);
		}
		assertThat(Files.readString(PAGE))
			.as("%s differs from the configuration metadata; this command rewrites it: %s", PAGE, REWRITE)
			.isEqualTo(generated);
	}

	@Test
	void everyDescriptionIsMadeOfWholeSentences() {
		assertThat(this.settings.values())
			.allSatisfy((setting) -> assertThat(description(setting)).matches("[A-Z][a-z]+s [^|]*\\.")
				.doesNotContain("{", "  "));
	}

	@Test
	void describesAllSettingsThatAreOurs() {
		assertThat(names(this.settings.keySet())).containsAll(names(this.yaml.keySet()));
		assertThat(names(this.yaml.keySet())).containsAll(
				names(this.settings.keySet()).stream().filter((name) -> !name.equals("ess.endpoints")).toList());
	}

	private static List<String> names(Set<?> properties) {
		return properties.stream().map(Object::toString).filter((name) -> name.matches("(ess|facade)\\..*")).toList();
	}

	@Test
	void theDefaultsAreThoseOfTheApplicationYaml() {
		this.settings.forEach((name, setting) -> {
			String value = inYaml(name);
			if (!value.isEmpty() && !value.startsWith("${")) {
				assertThat(setting.path("defaultValue").asString()).as(name).isEqualTo(value);
			}
		});
	}

	private String row(ObjectNode setting) {
		boolean map = setting.path("type").asString().startsWith("java.util.Map");
		String name = setting.path("name").asString();
		String defaultValue = setting.path("defaultValue").asString("");
		return "| `%s` | %s | %s | %s |\n".formatted(map ? name + ".<region>" : name,
				map ? "none" : environmentVariables(name), defaultValue.isEmpty() ? "none" : "`" + defaultValue + "`",
				description(setting));
	}

	/**
	 * Returns the variable that Spring Boot derives from the name, and the one in
	 * application.yaml, if any.
	 */
	private String environmentVariables(String name) {
		String variable = "`" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_') + "`";
		Matcher placeholder = PLACEHOLDER.matcher(inYaml(name));
		return placeholder.matches() ? variable + ", `" + placeholder.group(1) + "`" : variable;
	}

	private String inYaml(String name) {
		return this.yaml.getOrDefault(name, "").toString();
	}

	private static String description(ObjectNode setting) {
		return setting.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "`$1`");
	}

}
