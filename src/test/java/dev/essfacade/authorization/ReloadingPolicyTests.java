package dev.essfacade.authorization;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.essfacade.authorization.policy.Decision.Verdict;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.authorization.policy.Subjects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When changed rules hold, and what holds while they cannot. */
@ExtendWith(OutputCaptureExtension.class)
class ReloadingPolicyTests {

	private static final String ANN = """
			rules:
			  - name: ann
			    callers: {sub: ann}
			    actions: ["*"]
			    regions: ["*"]
			    scaling-groups: ["*"]
			    targets: ["*"]
			""";

	private static final String BOB = ANN.replace("ann", "bob");

	private static final String MISTAKEN = BOB.replace("actions", "action");

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));

	private final Path file;

	ReloadingPolicyTests(@TempDir Path directory) {
		this.file = directory.resolve("rules.yaml");
	}

	/** Tests are quiet otherwise. */
	@BeforeEach
	void whatIsSaidIsHeard() {
		((Logger) LoggerFactory.getLogger(ReloadingPolicy.class)).setLevel(Level.INFO);
	}

	@AfterEach
	void quietAgain() {
		((Logger) LoggerFactory.getLogger(ReloadingPolicy.class)).setLevel(null);
	}

	@BeforeEach
	void annMay() throws IOException {
		Files.writeString(this.file, ANN);
	}

	@Test
	void otherRulesHoldFromTheNextLook() throws IOException {
		ReloadingPolicy policy = inForce();
		policy.look();
		assertThat(may(policy, "ann")).isTrue();
		Files.writeString(this.file, BOB);
		assertThat(may(policy, "ann")).isTrue();
		policy.look();
		assertThat(may(policy, "ann")).isFalse();
		assertThat(may(policy, "bob")).isTrue();
		assertThat(policy.isOutdated()).isFalse();
	}

	@Test
	void rulesWithAMistakeLeaveTheLastGoodOnes(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = inForce();
		Files.writeString(this.file, MISTAKEN);
		policy.look();
		assertThat(may(policy, "ann")).isTrue();
		assertThat(may(policy, "bob")).isFalse();
		assertThat(policy.isOutdated()).isTrue();
		assertThat(output.toString()).containsOnlyOnce(this.file + ", line 4: unknown field");
	}

	@Test
	void aMistakeIsToldOnceUntilThereIsAnother(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = inForce();
		Files.writeString(this.file, MISTAKEN);
		policy.look();
		policy.look();
		assertThat(output.toString()).containsOnlyOnce("are not taken over");
		Files.writeString(this.file, MISTAKEN + "# mended?");
		policy.look();
		policy.look();
		assertThat(output.toString().split("are not taken over")).as("another text, the same mistake").hasSize(3);
		Files.writeString(this.file, MISTAKEN.replace("regions", "region"));
		policy.look();
		Files.writeString(this.file, BOB.replace("regions", "region"));
		policy.look();
		assertThat(output.toString()).contains("line 5: unknown field");
		assertThat(policy.isOutdated()).isTrue();
	}

	@Test
	void aMistakeThatIsMendedIsOver() throws IOException {
		ReloadingPolicy policy = inForce();
		Files.writeString(this.file, MISTAKEN);
		policy.look();
		Files.writeString(this.file, BOB);
		policy.look();
		assertThat(policy.isOutdated()).isFalse();
		assertThat(may(policy, "bob")).isTrue();
	}

	@Test
	void soIsOneThatIsTakenBack() throws IOException {
		ReloadingPolicy policy = inForce();
		policy.look();
		Files.writeString(this.file, "read-only: true\n" + MISTAKEN);
		policy.look();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		Files.writeString(this.file, ANN);
		policy.look();
		assertThat(policy.isOutdated()).isFalse();
		assertThat(may(policy, "ann")).isTrue();
	}

	@Test
	void aFileThatIsGoneLeavesTheLastGoodRules(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = inForce();
		Files.delete(this.file);
		policy.look();
		assertThat(may(policy, "ann")).isTrue();
		assertThat(policy.isOutdated()).isTrue();
		assertThat(output).contains(this.file + ", it cannot be read (NoSuchFileException)");
		Files.writeString(this.file, BOB);
		policy.look();
		assertThat(may(policy, "bob")).isTrue();
		assertThat(policy.isOutdated()).isFalse();
	}

	/** Java has no text so long; it is an error, no exception. */
	@Test
	void aFileThatNoMemoryHoldsLeavesTheLastGoodRules(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = inForce();
		try (RandomAccessFile sparse = new RandomAccessFile(this.file.toFile(), "rw")) {
			sparse.setLength(3L << 30);
		}
		policy.look();
		assertThat(may(policy, "ann")).isTrue();
		assertThat(policy.isOutdated()).isTrue();
		assertThat(output).contains(this.file + ", it cannot be read (OutOfMemoryError)");
	}

	@Test
	void anEmptiedFileTakesNoRuleAway() throws IOException {
		ReloadingPolicy policy = inForce();
		Files.writeString(this.file, "");
		policy.look();
		assertThat(may(policy, "ann")).isTrue();
		assertThat(policy.isOutdated()).isTrue();
	}

	@Test
	void textThatIsNoUtf8IsAMistake() throws IOException {
		ReloadingPolicy policy = inForce();
		Files.write(this.file, new byte[] { 'r', (byte) 0xC3, (byte) 0x28 });
		policy.look();
		assertThat(may(policy, "ann")).isTrue();
		assertThat(policy.isOutdated()).isTrue();
	}

	@Test
	void writesCanBeStoppedEvenInAFileWithAMistake(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = inForce();
		Files.writeString(this.file, MISTAKEN);
		policy.look();
		Files.writeString(this.file, "read-only: true\n" + MISTAKEN);
		policy.look();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		assertThat(policy.policy().open()).isFalse();
		assertThat(output).contains("Read-only mode");
	}

	@Test
	void butNotAllowedAgain() throws IOException {
		Files.writeString(this.file, "read-only: true\n" + ANN);
		ReloadingPolicy policy = inForce();
		Files.writeString(this.file, "read-only: false\n" + MISTAKEN);
		policy.look();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
	}

	@Test
	void theSettingAndTheFileCanEachStopWrites() throws IOException {
		Files.writeString(this.file, "read-only: false\n" + ANN);
		assertThat(verdict(new ReloadingPolicy(source(this.file, null), () -> true, this.now::get), "ann"))
			.isEqualTo(Verdict.READ_ONLY);
		Files.writeString(this.file, "read-only: true\n" + ANN);
		assertThat(verdict(inForce(), "ann")).isEqualTo(Verdict.READ_ONLY);
	}

	@Test
	void theSettingHoldsAtOnceAndTheRulesByThemselves(CapturedOutput output) throws IOException {
		AtomicBoolean readOnly = new AtomicBoolean();
		ReloadingPolicy policy = new ReloadingPolicy(source(this.file, null), readOnly::get, this.now::get);
		readOnly.set(true);
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		assertThat(policy.policy().rules().readOnly()).isTrue();
		Files.writeString(this.file, "read-only: true\n" + ANN);
		policy.look();
		readOnly.set(false);
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		assertThat(output).contains("Read-only mode, by the access rules: every write is refused")
			.doesNotContain("is over");
		Files.writeString(this.file, ANN);
		policy.look();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.ALLOWED);
		assertThat(output.toString()).containsOnlyOnce("Read-only mode, by the access rules, is over");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theSettingStopsWritesWhateverIsWrongWithTheFile(boolean gone) throws IOException {
		AtomicBoolean readOnly = new AtomicBoolean();
		ReloadingPolicy policy = new ReloadingPolicy(source(this.file, null), readOnly::get, this.now::get);
		if (gone) {
			Files.delete(this.file);
		}
		else {
			Files.writeString(this.file, MISTAKEN);
		}
		readOnly.set(true);
		policy.look();
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.READ_ONLY);
		readOnly.set(false);
		policy.look();
		assertThat(verdict(policy, "ann")).as("by the last good rules").isEqualTo(Verdict.ALLOWED);
	}

	/**
	 * Kubernetes changes no file: it swaps the folder that the files are links into.
	 */
	@Test
	void aFolderThatKubernetesSwapsIsSeen(@TempDir Path mount) throws IOException {
		Files.createDirectory(mount.resolve("..1"));
		Files.writeString(mount.resolve("..1/rules.yaml"), ANN);
		Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
		Files.createSymbolicLink(mount.resolve("rules.yaml"), Path.of("..data/rules.yaml"));
		ReloadingPolicy policy = new ReloadingPolicy(source(mount.resolve("rules.yaml"), null), () -> false,
				this.now::get);
		Files.createDirectory(mount.resolve("..2"));
		Files.writeString(mount.resolve("..2/rules.yaml"), BOB);
		Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
		Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		policy.look();
		assertThat(may(policy, "bob")).isTrue();
		assertThat(may(policy, "ann")).isFalse();
	}

	@Test
	void anExceptionEndsByTheClock() throws IOException {
		Files.writeString(this.file, ANN + """
				protected-groups: [asg-1]
				exceptions: [{name: CHG-1, callers: {sub: ann}, until: "2026-11-24T12:00:01Z"}]
				""");
		ReloadingPolicy policy = inForce();
		assertThat(may(policy, "ann")).isTrue();
		this.now.set(Instant.parse("2026-11-24T12:00:01Z"));
		assertThat(verdict(policy, "ann")).isEqualTo(Verdict.PROTECTED);
	}

	@Test
	void whatHoldsIsSaidWhenItChanges(CapturedOutput output) throws IOException {
		ReloadingPolicy policy = inForce();
		assertThat(output.toString()).containsOnlyOnce("Access rules: 1 rules, 0 protected groups");
		policy.look();
		policy.look();
		assertThat(output.toString()).containsOnlyOnce("Access rules:");
		Files.writeString(this.file, ANN + "protected-groups: [a, b]");
		policy.look();
		assertThat(output.toString()).containsOnlyOnce("1 rules, 2 protected groups")
			.doesNotContain("Read-only mode", "There are no access rules");
	}

	@Test
	void thatNobodyMayDoAnythingIsSaid(CapturedOutput output) {
		ReloadingPolicy none = new ReloadingPolicy(source(null, null), () -> false, InstantSource.system());
		assertThat(output).contains("There are no access rules: every call of ESS is refused");
		none.look();
		assertThat(none.isOutdated()).isFalse();
		assertThat(verdict(none, "ann")).isEqualTo(Verdict.FORBIDDEN);
	}

	@Test
	void whereNobodyIsAskedWhoTheyAreNoRuleIsNeeded(CapturedOutput output) {
		PolicySource source = new PolicySource(new AccessProperties(false, null, null), true);
		assertThat(new ReloadingPolicy(source, () -> false, InstantSource.system())
			.decide(Subject.anonymous("192.0.2.1"), intent())
			.isAllowed()).isTrue();
		assertThat(output).doesNotContain("There are no access rules");
	}

	@Test
	void thereRulesForCallersAreAMistake() {
		PolicySource source = new PolicySource(new AccessProperties(false, this.file, null), true);
		assertThatThrownBy(source::policy).isInstanceOf(UnusableRulesException.class)
			.hasMessageStartingWith(this.file + ", there are rules or exceptions for callers");
	}

	@Test
	void withAMistakeThereIsNoStart() throws IOException {
		Files.writeString(this.file, MISTAKEN);
		assertThatThrownBy(this::inForce).isInstanceOf(UnusableRulesException.class)
			.hasMessageStartingWith(this.file + ", line 4: unknown field");
		Files.delete(this.file);
		assertThatThrownBy(this::inForce).isInstanceOf(UnusableRulesException.class)
			.hasMessage(this.file + " cannot be read (NoSuchFileException)");
		assertThatThrownBy(() -> source(null, "rules: 7").policy())
			.hasMessageStartingWith("facade.access.rules, line 1: a list");
	}

	private ReloadingPolicy inForce() {
		return new ReloadingPolicy(source(this.file, null), () -> false, this.now::get);
	}

	private static PolicySource source(@Nullable Path file, @Nullable String rules) {
		return new PolicySource(new AccessProperties(false, file, rules), false);
	}

	private static boolean may(ReloadingPolicy policy, String caller) {
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
