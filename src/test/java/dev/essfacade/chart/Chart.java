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

/** Renders the chart with the real Helm engine. */
final class Chart {

	static final Path FOLDER = Path.of("helm", "ess-facade");

	static final String VERSION = String.valueOf(Cases.map(Cases.read(FOLDER.resolve("Chart.yaml"))).get("version"));

	/** The required values; most variants differ from them in one value. */
	static final String MINIMAL = read(FOLDER.resolve("ci/minimal-values.yaml"));

	/**
	 * Copy of the chart in which the helm test pods are no hooks. Helm-java omits hooks
	 * from its output.
	 */
	private static final Path WITHOUT_HOOKS = copyWithoutHooks();

	private Path folder = WITHOUT_HOOKS;

	private String release = "facade";

	private String namespace = "platform";

	private String kubernetes = "1.36.0";

	private Chart() {
	}

	static Chart ofRelease(String release, String namespace) {
		Chart chart = new Chart();
		chart.release = release;
		chart.namespace = namespace;
		return chart;
	}

	/** Returns the chart for a Kubernetes version such as 1.30.0. */
	static Chart onKubernetes(String version) {
		Chart chart = new Chart();
		chart.kubernetes = version;
		return chart;
	}

	/** Returns a parent chart. Its folder gets a copy of this chart as a dependency. */
	static Chart ofParent(Path parent, String release) throws IOException {
		FileSystemUtils.copyRecursively(WITHOUT_HOOKS, parent.resolve("charts/ess-facade"));
		Chart chart = ofRelease(release, "platform");
		chart.folder = parent;
		return chart;
	}

	/** Renders the chart with values. Each YAML text overrides the texts before it. */
	static Manifests render(String... values) {
		return new Chart().with(values);
	}

	/** Returns Helm's message for values that must not render. */
	static String failure(String... values) {
		Throwable failure = catchThrowable(() -> new Chart().template(List.of(values)));
		if (failure == null) {
			throw new AssertionError("Helm accepts " + String.join("\n", values));
		}
		return String.valueOf(failure.getMessage());
	}

	Manifests with(String... values) {
		return Manifests.parse(template(List.of(values)));
	}

	/** Returns the YAML text that Helm renders. */
	String text(String values) {
		return template(List.of(values));
	}

	private String template(List<String> values) {
		List<Path> files = new ArrayList<>();
		try {
			TemplateCommand command = new Helm(this.folder).template()
				.withName(this.release)
				.withNamespace(this.namespace)
				.withKubeVersion(this.kubernetes);
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
				Files.writeString(target, read(file).replace("\"helm.sh/hook\" \"test\"", "\"no-hook\" \"test\""));
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
