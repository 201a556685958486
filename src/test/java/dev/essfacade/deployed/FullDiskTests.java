package dev.essfacade.deployed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.essfacade.audit.AuditRecords;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit file on a volume without free space. Mounting the volume needs root. */
@Tag("containers")
class FullDiskTests {

	private final Path volume;

	FullDiskTests(@TempDir Path volume) {
		this.volume = volume;
	}

	@BeforeEach
	void mount() throws Exception {
		run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", this.volume.toString());
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
	}

	@AfterEach
	void unmount() throws Exception {
		run("umount", this.volume.toString());
	}

	@Test
	void rejectsWritesWhileTheAuditVolumeIsFull() throws IOException {
		Path file = this.volume.resolve("audit.jsonl");
		Path filler = this.volume.resolve("filler");
		try (StartedFacade facade = StartedFacade.with("facade.audit.file=" + file)) {
			fill(filler);
			// The last page of the volume has space for some records. The next record is
			// written in part.
			List<Answer> answers = IntStream.range(0, 20).mapToObj((i) -> detach(facade, "full-" + i)).toList();
			assertThat(answers.getLast().field("code")).isEqualTo("audit-unavailable");
			List<String> sent = sent();
			assertThat(sent).isEqualTo(intents(file)).hasSizeLessThan(20);
			answers.stream()
				.filter((answer) -> "audit-unavailable".equals(answer.field("code")))
				.forEach((answer) -> assertThat(sent).doesNotContain(answer.field("clientToken")));
			Files.delete(filler);
			assertThat(detach(facade, "afterwards").field("code")).isNotEqualTo("audit-unavailable");
			assertThat(intents(file)).isEqualTo(sent()).endsWith("afterwards");
		}
	}

	private static Answer detach(StartedFacade facade, String key) {
		return facade.caller().post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", key);
	}

	private static List<String> sent() {
		return SimulatedEss.simulator()
			.received()
			.stream()
			.map((request) -> request.parameters().get("ClientToken"))
			.filter(Objects::nonNull)
			.toList();
	}

	private static List<String> intents(Path file) {
		return AuditRecords.in(file)
			.stream()
			.filter((record) -> AuditRecords.text(record, "essfacade.record").equals("intent"))
			.map((record) -> AuditRecords.text(record, "essfacade.client_token"))
			.toList();
	}

	private static void fill(Path filler) throws IOException {
		try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE_NEW)) {
			while (true) {
				out.write(new byte[4096]);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("No space left");
		}
	}

	private static void run(String... command) throws Exception {
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).as(String.join(" ", command)).isZero();
	}

}
