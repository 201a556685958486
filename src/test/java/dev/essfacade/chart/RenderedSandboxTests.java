package dev.essfacade.chart;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.essfacade.support.Caller;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.ImageFromDockerfile;

import static org.assertj.core.api.Assertions.assertThat;

/** The sandbox of the chart's README, with the rendered pods in Docker. */
@Tag("containers")
class RenderedSandboxTests {

	/** {@code service.port} is 8080, because no Kubernetes Service forwards port 80. */
	private static final Manifests rendered = Chart.ofRelease("ess-facade", "ess-facade").with("""
			security: {mode: open}
			sandbox: {enabled: true, image: {tag: test}}
			image: {tag: test}
			service: {port: 8080}
			""");

	private static final Network network = Network.newNetwork();

	private static final GenericContainer<?> sandbox = new RenderedPod(rendered, pod("sandbox")).on(network,
			"ess-facade-sandbox");

	private static final GenericContainer<?> service = new RenderedPod(rendered, pod("service")).on(network,
			"ess-facade", "ess-facade-management");

	@BeforeAll
	static void install() {
		sandbox.start();
		service.start();
	}

	@AfterAll
	static void uninstall() {
		service.stop();
		sandbox.stop();
		network.close();
	}

	@Test
	void acceptsTheDetachOfTheReadmeAndReportsItsActivity() {
		MatchResult curl = Pattern.compile("curl -sSi http://127.0.0.1:8080(\\S+)[^{]+-d '([^']+)'")
			.matcher(Chart.read(Chart.FOLDER.resolve("README.md")))
			.results()
			.findFirst()
			.orElseThrow();
		assertThat(Chart.read(Chart.FOLDER.resolve("templates/NOTES.txt"))).contains(curl.group(1), curl.group(2));

		Caller caller = new Caller(service.getMappedPort(8080));
		Caller.Answer detach = caller.post(curl.group(1), curl.group(2));

		assertThat(detach.status()).isEqualTo(202);
		assertThat(caller.get(detach.mustHave("Location")).field("state")).isEqualTo("IN_PROGRESS");
	}

	@Test
	void everyHelmTestPodSucceeds() {
		ImageFromDockerfile busybox = new ImageFromDockerfile()
			.withDockerfileFromBuilder((build) -> build.from("scratch")
				.copy("busybox", "/bin/sh")
				.copy("busybox", "/bin/wget")
				.copy("busybox", "/bin/grep")
				.env("PATH", "/bin"))
			.withFileFromPath("busybox", Path.of("/bin/busybox"));

		for (Pod test : rendered.all(Pod.class)) {
			try (GenericContainer<?> pod = new RenderedPod(rendered, test.getSpec()).completing(network, busybox)) {
				pod.start();
			}
		}
	}

	private static PodSpec pod(String component) {
		return rendered.deployment(component).getSpec().getTemplate().getSpec();
	}

}
