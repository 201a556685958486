package dev.essfacade.authorization;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.essfacade.authorization.policy.Rule;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.policy.Wildcards;
import dev.essfacade.authorization.rules.InvalidRulesException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A rules file that was truncated never grants more than the complete file. */
class TruncatedRulesTests {

	private static final String BLOCKS = """
			# 关键的组
			read-only: false
			protected-groups:
			  - asg-bp1core*
			  - asg-bp1pay7
			exceptions:
			  - name: CHG-4711
			    callers:
			      sub: ann@example.com
			      groups:
			        - operations
			    until: 2026-12-06
			    scaling-groups:
			      - asg-bp1core1
			    targets:
			      - lb-bp1old
			rules:
			  - name: payments
			    callers:
			      azp: payments-pipeline
			      groups:
			        - pay-[1]2
			        - ops and more
			    actions:
			      - DetachLoadBalancers
			    regions:
			      - cn-hangzhou
			      - cn-hangzhou-finance
			    scaling-groups:
			      - asg-bp1pay12
			      - asg-12
			    targets:
			      - lb-bp123
			    force: true
			  - {name: reading, callers: {sub: ann}, actions: ["*"], regions: ["*"], scaling-groups: [asg-1*]}
			""";

	@TempDir
	private Path directory = Path.of("");

	static Stream<String> files() throws IOException {
		Stream<String> documented = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("docs/access.md")))
			.results()
			.map((block) -> block.group(1));
		return Stream.of(Stream.of(BLOCKS, BLOCKS.replace("\n", "\r\n")), documented).flatMap((files) -> files);
	}

	@ParameterizedTest
	@MethodSource("files")
	void aFileCutAtAnyByteNeverGrantsMore(String text) throws IOException {
		byte[] bytes = Files.readAllBytes(write(text.getBytes(StandardCharsets.UTF_8)));
		Rules complete = load(bytes).orElseThrow();
		int accepted = 0;
		for (int length = 0; length < bytes.length; length++) {
			Optional<Rules> truncated = load(Arrays.copyOf(bytes, length));
			if (truncated.isPresent()) {
				accepted++;
				grantsNoMore(truncated.get(), complete, "cut after %d bytes".formatted(length));
			}
		}
		assertThat(accepted).as("files that were cut and accepted").isPositive();
	}

	private static void grantsNoMore(Rules truncated, Rules complete, String how) {
		assertThat(truncated.readOnly()).as(how).isEqualTo(complete.readOnly());
		assertThat(truncated.protectedGroups()).as(how).isEqualTo(complete.protectedGroups());
		assertThat(truncated.exemptions()).as(how).isEqualTo(complete.exemptions());
		assertThat(truncated.rules()).as(how)
			.allMatch((rule) -> complete.rules().stream().anyMatch((whole) -> grantsNoMore(rule, whole)));
	}

	private static boolean grantsNoMore(Rule truncated, Rule complete) {
		return truncated.name().equals(complete.name()) && truncated.callers().equals(complete.callers())
				&& isPart(truncated.actions(), complete.actions()) && isPart(truncated.regions(), complete.regions())
				&& isPart(truncated.scalingGroups(), complete.scalingGroups())
				&& isPart(truncated.targets(), complete.targets()) && (complete.force() || !truncated.force());
	}

	private static boolean isPart(Wildcards truncated, Wildcards complete) {
		return complete.any().containsAll(truncated.any());
	}

	/** Returns the rules of the file; empty if the file is rejected. */
	private Optional<Rules> load(byte[] content) throws IOException {
		PolicySource source = new PolicySource(new AccessProperties(false, write(content), null), false);
		try {
			return Optional.of(source.parse(source.text()).rules());
		}
		catch (InvalidRulesException | MalformedInputException _) {
			return Optional.empty();
		}
	}

	private Path write(byte[] content) throws IOException {
		return Files.write(this.directory.resolve("rules.yaml"), content);
	}

}
