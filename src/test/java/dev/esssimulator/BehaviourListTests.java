package dev.esssimulator;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's table lists the {@link Behaviour} annotations of the code. */
class BehaviourListTests {

	private static final Path README = Path.of("src/test/java/dev/esssimulator/README.md");

	private static final String HEAD = "| Behaviour | Source | | Switch |\n|---|---|---|---|\n";

	/** Settings of the simulator itself, which change no behaviour of ESS. */
	private static final Set<String> PLUMBING = Set.of("withHost", "withPort", "withTickingClock", "withAccessKey",
			"withRemembered");

	@Test
	void theReadmeListsEveryBehaviour() throws IOException {
		String table = HEAD + behaviours().map(BehaviourListTests::row).sorted().collect(Collectors.joining());
		String readme = Files.readString(README);
		String expected = readme.substring(0, readme.indexOf(HEAD)) + table;
		if (Boolean.getBoolean("readme.rewrite")) {
			Files.writeString(README, expected);
		}
		assertThat(Files.readString(README)).as("./mvnw test -Dtest=BehaviourListTests -Dreadme.rewrite=true")
			.isEqualTo(expected);
	}

	@Test
	void everySwitchExistsAndEverySettingSwitchesSomething() throws IOException {
		Set<String> settings = Arrays.stream(SimulatorSettings.class.getMethods())
			.map(Method::getName)
			.filter((name) -> name.startsWith("with") && !PLUMBING.contains(name))
			.collect(Collectors.toSet());
		assertThat(behaviours().map(Behaviour::switchedBy).filter((name) -> !name.isEmpty())).containsAll(settings)
			.isSubsetOf(settings);
	}

	private static Stream<Behaviour> behaviours() throws IOException {
		return classNames().stream()
			.map(BehaviourListTests::load)
			.flatMap((type) -> Stream.<AnnotatedElement>concat(Stream.of(type),
					Arrays.stream(type.getDeclaredMethods())))
			.flatMap((element) -> Arrays.stream(element.getAnnotationsByType(Behaviour.class)));
	}

	private static List<String> classNames() throws IOException {
		Path root = Path.of("target/test-classes");
		try (Stream<Path> files = Files.walk(root.resolve("dev/esssimulator"))) {
			return files.map((file) -> root.relativize(file).toString().replace(File.separatorChar, '.'))
				.filter((name) -> name.endsWith(".class"))
				.map((name) -> name.substring(0, name.length() - ".class".length()))
				.toList();
		}
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name, false, BehaviourListTests.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String row(Behaviour behaviour) {
		String sources = Arrays.stream(behaviour.checkedAgainst()).map(Source::title).collect(Collectors.joining(", "));
		return "| %s | %s | %s | %s |\n".formatted(behaviour.value(), sources.isEmpty() ? "–" : sources,
				sources.isEmpty() ? "inferred" : "checked",
				behaviour.switchedBy().isEmpty() ? "" : "`" + behaviour.switchedBy() + "`");
	}

}
