package dev.essfacade.authorization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.essfacade.authorization.policy.Decision.Verdict;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.authorization.policy.Subjects;
import dev.essfacade.authorization.rules.InvalidRulesException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reloading of the access rules, and the policy after a failed reload. */
@ExtendWith(OutputCaptureExtension.class)
class ReloadingPolicyTests {

	private static final String ANN = """
			protected-groups: []
			rules:
			  - name: ann
			    callers: {sub: ann}
			    actions: ["*"]
			    regions: ["*"]
			    scaling-groups: ["*"]
			    targets: ["*"]
			""";

	private static final String BOB = ANN.replace("ann", "bob");

	private static final String INVALID = BOB.replace("actions", "action");

	private static final String READ_ONLY = "read-only: true\n";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));

	private final Path file;

	ReloadingPolicyTests(@TempDir Path directory) {
		this.file = directory.resolve("rules.yaml");
	}

	/** Other tests disable the INFO lines of this logger. */
	@BeforeEach
	void enableLog() {
		((Logger) LoggerFactory.getLogger(ReloadingPolicy.class)).setLevel(Level.INFO);
	}

	@AfterEach
	void resetLog() {
		((Logger) LoggerFactory.getLogger(ReloadingPolicy.class)).setLevel(null);
	}

	@BeforeEach
	void allowAnn() throws IOException {
		Files.writeString(this.file, ANN);
	}

	/** The documentation promises that changed rules take effect within five seconds. */
	@Test
	void twoReloadsFitIntoFiveSeconds() {
		assertThat(Duration.ofSeconds(ReloadingPolicy.RELOAD_INTERVAL_SECONDS).multipliedBy(2))
			.isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void changedRulesTakeEffectWithTheNextReload() throws IOException {
		ReloadingPolicy policy = policy();
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isTrue();
		Files.writeString(this.file, BOB);
		assertThat(isAllowed(policy, "ann")).isTrue();
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isFalse();
		assertThat(isAllowed(policy, "bob")).isTrue();
		assertThat(policy.isReloadFailed()).isFalse();
	}

	@Test
	void invalidRulesLeaveThePreviousRulesActive(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, INVALID);
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isTrue();
		assertThat(isAllowed(policy, "bob")).isFalse();
		assertThat(policy.isReloadFailed()).isTrue();
		assertThat(output.toString()).containsOnlyOnce("Reloading the access rules from " + this.file
				+ " failed: line 5: unknown field; the fields are name, callers, actions, regions, scaling-groups, "
				+ "targets, force. The previous rules stay active.");
	}

	@Test
	void anErrorIsLoggedOncePerChangeOfTheFile(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, INVALID);
		policy.reload();
		policy.reload();
		assertThat(failures(output)).isEqualTo(1);
		Files.writeString(this.file, INVALID + "# mended?");
		policy.reload();
		policy.reload();
		assertThat(failures(output)).as("another text").isEqualTo(2);
		Files.writeString(this.file, BOB.replace("regions", "region"));
		policy.reload();
		assertThat(output.toString()).contains("line 6: unknown field");
		assertThat(policy.isReloadFailed()).isTrue();
	}

	@Test
	void correctedRulesTakeEffect() throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, INVALID);
		policy.reload();
		Files.writeString(this.file, BOB);
		policy.reload();
		assertThat(policy.isReloadFailed()).isFalse();
		assertThat(isAllowed(policy, "bob")).isTrue();
	}

	@Test
	void aRevertedChangeEndsReadOnlyMode() throws IOException {
		ReloadingPolicy policy = policy();
		policy.reload();
		Files.writeString(this.file, READ_ONLY + INVALID);
		policy.reload();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		Files.writeString(this.file, ANN);
		policy.reload();
		assertThat(policy.isReloadFailed()).isFalse();
		assertThat(isAllowed(policy, "ann")).isTrue();
	}

	@Test
	void aMissingFileLeavesThePreviousRulesActive(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		Files.delete(this.file);
		policy.reload();
		assertThat(failures(output)).as("after the first reload").isEqualTo(1);
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isTrue();
		assertThat(policy.isReloadFailed()).isTrue();
		assertThat(output.toString())
			.containsOnlyOnce(this.file + " failed: it cannot be read (NoSuchFileException). The previous");
		Files.writeString(this.file, BOB);
		policy.reload();
		assertThat(isAllowed(policy, "bob")).isTrue();
		assertThat(policy.isReloadFailed()).isFalse();
	}

	@Test
	void aRestoredFileEndsTheFailure(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		policy.reload();
		Files.delete(this.file);
		policy.reload();
		Files.writeString(this.file, ANN);
		policy.reload();
		assertThat(policy.isReloadFailed()).isFalse();
		policy.reload();
		assertThat(output.toString())
			.containsOnlyOnce("Reloading the access rules from " + this.file + " succeeds again");
	}

	@Test
	void aFileOfOneMebibyteIsRead() throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, sized(1 << 20));
		policy.reload();
		assertThat(policy.isReloadFailed()).isFalse();
		assertThat(isAllowed(policy, "bob")).isTrue();
	}

	@Test
	void aFileOfMoreThanOneMebibyteIsRejected(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, sized((1 << 20) + 1));
		policy.reload();
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isTrue();
		assertThat(policy.isReloadFailed()).isTrue();
		assertThat(output.toString()).containsOnlyOnce(this.file + " failed: the file is larger than 1 MiB. The");
		assertThatThrownBy(this::policy).hasMessageContaining("The access rules are invalid: the file is larger");
	}

	private static String sized(int size) {
		return "#" + " ".repeat(size - BOB.length() - 2) + "\n" + BOB;
	}

	@Test
	void anEmptyFileLeavesThePreviousRulesActive() throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, "");
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isTrue();
		assertThat(policy.isReloadFailed()).isTrue();
	}

	@Test
	void invalidUtf8LeavesThePreviousRulesActive() throws IOException {
		ReloadingPolicy policy = policy();
		Files.write(this.file, new byte[] { 'r', (byte) 0xC3, (byte) 0x28 });
		policy.reload();
		assertThat(isAllowed(policy, "ann")).isTrue();
		assertThat(policy.isReloadFailed()).isTrue();
	}

	@Test
	void readOnlyTakesEffectBesideAnError(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, INVALID);
		policy.reload();
		Files.writeString(this.file, READ_ONLY + INVALID);
		policy.reload();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		assertThat(policy.isReadOnly()).isTrue();
		assertThat(output).contains("The previous rules stay active, in read-only mode.")
			.contains("Read-only mode is on: all writes are rejected because of " + this.file);
	}

	@Test
	void readOnlyDoesNotEndBesideAnError() throws IOException {
		Files.writeString(this.file, READ_ONLY + ANN);
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, "read-only: false\n" + INVALID);
		policy.reload();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
	}

	@Test
	void readOnlyDoesNotEndWithAMissingOrEmptyFile() throws IOException {
		Files.writeString(this.file, READ_ONLY + ANN);
		ReloadingPolicy policy = policy();
		Files.writeString(this.file, "");
		policy.reload();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		Files.delete(this.file);
		policy.reload();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
	}

	@Test
	void readOnlyEndsWhenTheFileSaysSo(CapturedOutput output) throws IOException {
		Files.writeString(this.file, READ_ONLY + ANN);
		ReloadingPolicy policy = policy();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		Files.writeString(this.file, "read-only: false\n" + ANN);
		policy.reload();
		policy.reload();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.ALLOWED);
		assertThat(output.toString())
			.containsOnlyOnce("Read-only mode is off: writes are allowed again by " + this.file);
	}

	@Test
	void theReadOnlySettingOverridesTheFile(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = new ReloadingPolicy(source(true, this.file, null), this.now::get);
		assertThat(output).contains("Read-only mode is on: all writes are rejected because of facade.access.read-only");
		for (String text : List.of("read-only: false\n" + ANN, READ_ONLY + INVALID, READ_ONLY + BOB, BOB)) {
			Files.writeString(this.file, text);
			policy.reload();
			assertThat(verdict(policy, "ann")).as(text).isEqualTo(Verdict.READ_ONLY);
			assertThat(policy.isReadOnly()).isTrue();
		}
		assertThat(output).doesNotContain("Read-only mode is off");
	}

	/**
	 * Kubernetes never changes a mounted file. It replaces the directory to which the
	 * file's symbolic link points.
	 */
	@Test
	void aDirectoryThatKubernetesReplacesIsReloaded(@TempDir Path mount) throws IOException {
		Files.createDirectory(mount.resolve("..1"));
		Files.writeString(mount.resolve("..1/rules.yaml"), ANN);
		Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
		Files.createSymbolicLink(mount.resolve("rules.yaml"), Path.of("..data/rules.yaml"));
		ReloadingPolicy policy = new ReloadingPolicy(source(false, mount.resolve("rules.yaml"), null), this.now::get);
		Files.createDirectory(mount.resolve("..2"));
		Files.writeString(mount.resolve("..2/rules.yaml"), BOB);
		Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
		Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		policy.reload();
		assertThat(isAllowed(policy, "bob")).isTrue();
		assertThat(isAllowed(policy, "ann")).isFalse();
	}

	@Test
	void anExceptionEndsAtItsTimeWithoutAReload() throws IOException {
		Files.writeString(this.file, ANN.replace("protected-groups: []", """
				protected-groups: [asg-1]
				exceptions: [{name: CHG-1, callers: {sub: ann}, until: "2026-11-24T12:00:01Z"}]"""));
		ReloadingPolicy policy = policy();
		assertThat(isAllowed(policy, "ann")).isTrue();
		this.now.set(Instant.parse("2026-11-24T12:00:01Z"));
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.PROTECTED);
	}

	@Test
	void activeRulesAreLoggedWhenTheyChange(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = policy();
		assertThat(output.toString()).containsOnlyOnce("Access rules are active: 1 rules, 0 protected groups");
		policy.reload();
		policy.reload();
		assertThat(output.toString()).containsOnlyOnce("Access rules are active");
		Files.writeString(this.file, ANN.replace("[]", "[a, b]"));
		policy.reload();
		assertThat(output.toString()).containsOnlyOnce("1 rules, 2 protected groups")
			.doesNotContain("Read-only mode", "There are no access rules");
	}

	@Test
	void withoutRulesEveryCallIsDeniedAndTheLogSaysSo(CapturedOutput output) {
		ReloadingPolicy none = new ReloadingPolicy(source(false, null, null), InstantSource.system());
		assertThat(output).contains("There are no access rules: all calls are denied");
		none.reload();
		assertThat(none.isReloadFailed()).isFalse();
		assertThat(verdict(none, "ann")).isEqualTo(Verdict.FORBIDDEN);
	}

	@Test
	void aReloadThatHangsForTenSecondsCountsAsFailed() {
		ReloadingPolicy policy = policy();
		this.now.set(this.now.get().plusSeconds(10));
		assertThat(policy.isReloadFailed()).isFalse();
		this.now.set(this.now.get().plusMillis(1));
		assertThat(policy.isReloadFailed()).isTrue();
		policy.reload();
		assertThat(policy.isReloadFailed()).isFalse();
	}

	@Test
	void openModeNeedsNoRules(CapturedOutput output) {
		PolicySource source = new PolicySource(new AccessProperties(false, null, null), true);
		assertThat(new ReloadingPolicy(source, InstantSource.system()).decide(Subject.anonymous("192.0.2.1"), intent())
			.isAllowed()).isTrue();
		assertThat(output).doesNotContain("There are no access rules");
	}

	@Test
	void openModeRejectsRulesForCallers() {
		PolicySource source = new PolicySource(new AccessProperties(false, this.file, null), true);
		assertThatThrownBy(() -> source.parse(READ_ONLY + ANN))
			.isInstanceOfSatisfying(InvalidRulesException.class, (error) -> assertThat(error.isReadOnly()).isTrue())
			.hasMessageStartingWith("rules and exceptions for callers need facade.security.mode=jwt");
	}

	@Test
	void invalidRulesPreventTheStart() throws IOException {
		Files.writeString(this.file, INVALID);
		assertThatThrownBy(this::policy).isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.hasMessageContaining("The access rules are invalid: line 5: unknown field");
		Files.delete(this.file);
		assertThatThrownBy(this::policy).isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.hasMessageContaining("The access rules cannot be read (NoSuchFileException).");
		assertThatThrownBy(() -> source(false, null, "rules: 7").load())
			.hasMessageContaining("line 1: a list is expected here");
	}

	private ReloadingPolicy policy() {
		return new ReloadingPolicy(source(false, this.file, null), this.now::get);
	}

	private static PolicySource source(boolean readOnly, @Nullable Path file, @Nullable String rules) {
		return new PolicySource(new AccessProperties(readOnly, file, rules), false);
	}

	private static int failures(CapturedOutput output) {
		return output.toString().split("Reloading the access rules", -1).length - 1;
	}

	private static boolean isAllowed(ReloadingPolicy policy, String caller) {
		return verdict(policy, caller) == Verdict.ALLOWED;
	}

	private static Verdict verdict(ReloadingPolicy policy, String caller) {
		return policy.decide(Subjects.named(caller), intent()).verdict();
	}

	private static Intent intent() {
		return new Intent("DetachLoadBalancers", "cn-hangzhou", "asg-1", List.of("lb-1"), List.of(), false, List.of(),
				"token", null);
	}

}
