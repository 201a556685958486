package dev.essfacade.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.catchThrowable;

/** The chart in the hands of the real Helm engine. */
final class Chart {

	static final Path FOLDER = Path.of("helm", "ess-facade");

	/** The least that must be said; most variants differ from it in one thing. */
	static final String MINIMAL = read(FOLDER.resolve("ci/minimal-values.yaml"));

	/**
	 * Helm-java leaves hooks out of what it renders: here the helm test pods are ordinary
	 * ones, to be looked at too.
	 */
	private static final Path WITHOUT_HOOKS = copyWithoutHooks();

	private String release = "facade";

	private String namespace = "platform";

	private Chart() {
	}

	static Chart ofRelease(String release, String namespace) {
		Chart chart = new Chart();
		chart.release = release;
		chart.namespace = namespace;
		return chart;
	}

	/** Renders with the values given, each a YAML text that overrides those before it. */
	static Manifests render(String... values) {
		return new Chart().with(values);
	}

	/** What Helm says when it refuses the values. */
	static String refusal(String... values) {
		Throwable refused = catchThrowable(() -> new Chart().template(List.of(values)));
		if (refused == null) {
			throw new AssertionError("Helm accepts " + String.join("\n", values));
		}
		return String.valueOf(refused.getMessage());
	}

	Manifests with(String... values) {
		return Manifests.parse(template(List.of(values)));
	}

	private String template(List<String> values) {
		List<Path> files = new ArrayList<>();
		try {
			TemplateCommand command = new Helm(WITHOUT_HOOKS).template()
				.withName(this.release)
				.withNamespace(this.namespace)
				.withKubeVersion("1.36.0");
			for (String text : values) {
				Path file = Files.writeString(Files.createTempFile("values", ".yaml"), text);
				files.add(file);
				command.withValuesFile(file);
			}
			return command.call();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			files.forEach((file) -> file.toFile().delete());
		}
	}

	private static Path copyWithoutHooks() {
		try (Stream<Path> files = Files.walk(FOLDER)) {
			Path copy = Files.createTempDirectory("chart");
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = copy.resolve(FOLDER.relativize(file));
				Files.createDirectories(Objects.requireNonNull(target.getParent()));
				Files.writeString(target, read(file).replace("helm.sh/hook:", "was-hook:"));
			}
			Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(copy.toFile())));
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
