package dev.essfacade.authorization.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.authorization.policy.Callers;
import dev.essfacade.authorization.policy.Exemption;
import dev.essfacade.authorization.policy.Rule;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.policy.Wildcard;
import dev.essfacade.authorization.policy.Wildcards;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The format of the access rules. */
class RulesYamlTests {

	private static final String RULES = """
			read-only: true
			protected-groups: [asg-core]
			exceptions:
			  - name: CHG-1
			    callers: {sub: ann}
			    until: 2026-12-31
			  - name: CHG-2
			    callers: {sub: ann}
			    until: "2026-12-31T18:00:00+08:00"
			    scaling-groups: [asg-core]
			    targets: [lb-a]
			rules:
			  - name: payments
			    callers:
			      azp: deployer
			      groups: [pay-*, ops]
			    actions: [DetachLoadBalancers, Describe*]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-pay*]
			    targets: ["*"]
			    force: true
			  - name: reading
			    callers: {sub: ann}
			    actions: ["*"]
			    regions: ["*"]
			    scaling-groups: ["*"]
			""";

	@Test
	void readsEveryField() {
		Callers ann = new Callers(Map.of("sub", some("ann")));
		assertThat(
				RulesYaml.read(RULES))
			.isEqualTo(
					new Rules(
							true, List.of(
									new Rule("payments",
											new Callers(
													Map.of("azp", some("deployer"), "groups", some("pay-*", "ops"))),
											some("DetachLoadBalancers", "Describe*"), some("cn-hangzhou"),
											some("asg-pay*"), Wildcards.ALL, true),
									new Rule("reading", ann, Wildcards.ALL, Wildcards.ALL, Wildcards.ALL,
											Wildcards.NONE, false)),
							some("asg-core"),
							List.of(new Exemption("CHG-1", ann, Instant.parse("2027-01-01T00:00:00Z"), Wildcards.ALL,
									Wildcards.ALL),
									new Exemption("CHG-2", ann, Instant.parse("2026-12-31T10:00:00Z"), some("asg-core"),
											some("lb-a")))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{protected-groups: [], rules: []}", "protected-groups: []\nrules: []",
			"--- \nread-only: false\nprotected-groups: []\nrules: []", "# nothing\nprotected-groups: []\nrules: []",
			"protected-groups: []\nexceptions: []\nrules: []" })
	void emptyRulesAllowNothing(String text) {
		assertThat(read(text)).isEqualTo(Rules.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123", "yes", "1e3", "2026-11-24", "1_000", "0x1F", "12:30:45", "cn=ann,ou=pay",
			"https://login.example/ann", "${HOME}" })
	void textIsNeverConvertedToAnotherType(String text) {
		for (String claim : List.of("azp: [ \"%s\" ]", "azp:\n      - %s")) {
			Rules rules = RulesYaml.read(RULES.replace("azp: deployer", claim.formatted(text)));
			assertThat(rules.rules().getFirst().callers().claims()).containsEntry("azp", some(text));
		}
	}

	@Test
	void acceptsAnchorsAndAliases() {
		Rules rules = RulesYaml.read(RULES.replace("[DetachLoadBalancers, Describe*]", "&all [DetachLoadBalancers]")
			.replace("actions: [\"*\"]", "actions: *all"));
		assertThat(rules.rules()).allMatch((rule) -> rule.actions().equals(some("DetachLoadBalancers")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "name: payments | nam: payments | line 13: unknown field",
			"read-only: true | readonly: true | line 1: unknown field",
			"read-only: true | Read-Only: true | line 1: unknown field",
			"read-only: true | read_only: true | line 1: unknown field",
			"read-only: true | <<: {} | line 1: unknown field",
			"read-only: true | read-only: yes | line 1: true or false",
			"read-only: true | read-only: 'true' | line 1: true or false",
			"read-only: true | read-only: | line 1: true or false",
			"read-only: true | read-only: [] | line 1: true or false",
			"force: true | force: 1 | line 21: true or false", "force: true | forse: true | line 21: unknown field",
			"targets: [\"*\"] | targets: [] | line 20: this list must not be empty",
			"targets: [\"*\"] | targets: lb-a | line 20: a list is expected here",
			"targets: [\"*\"] | targets: {a: b} | line 20: a list is expected here",
			"targets: [\"*\"] | targets: [lb*a] | line 20: a pattern may contain * only at its end",
			"targets: [\"*\"] | targets: [''] | line 20: a pattern must not be empty",
			"targets: [\"*\"] | targets: [lb-\uff11] | line 20: a name of ESS has",
			"regions: [cn-hangzhou] | regions: [\"cn-hangzhou, cn-beijing\"] | line 18: a name of ESS has",
			"protected-groups: [asg-core] | protected-groups: [asg-core\u00a0] | line 2: a name of ESS has",
			"protected-groups: [asg-core] | protected-groups: [asg\u2011core] | line 2: a name of ESS has",
			"protected-groups: [asg-core] | protected-groups: [\"asg-core?\"] | line 2: a name of ESS has",
			"targets: [\"*\"] | targets: [~] | line 20: a text is expected here",
			"targets: [\"*\"] | targets: [[lb-a]] | line 20: a text is expected here",
			"targets: [\"*\"] | targets: [' lb-a'] | line 20: a pattern must not begin",
			"regions: [cn-hangzhou] | region: [cn-hangzhou] | line 18: unknown field",
			"regions: [cn-hangzhou] | force: false | line 21: duplicate field",
			"regions: [cn-hangzhou] | '#' | line 13: regions is missing",
			"actions: [DetachLoadBalancers, Describe*] | '#' | line 13: actions is missing",
			"scaling-groups: [asg-pay*] | '#' | line 13: scaling-groups is missing",
			"name: payments | callers: {a: b} | line 14: duplicate field",
			"name: payments | name: a b | line 13: a name has 1 to 64",
			"name: payments | name: reading | line 22: duplicate name",
			"name: CHG-2 | name: CHG-1 | line 7: duplicate name",
			"azp: deployer | groups: a | line 16: duplicate field",
			"azp: deployer | azp: [] | line 15: this list must not be empty",
			"azp: deployer | azp: | line 15: a text is expected here",
			"azp: deployer | azp: {a: b} | line 15: a list is expected here",
			"azp: deployer | azp: a*b | line 15: a pattern may contain *",
			"azp: deployer | [a]: b | line 15: a text is expected here",
			"callers: {sub: ann} | callers: {} | line 5: at least one claim",
			"callers: {sub: ann} | callers: ann | line 5: fields with values",
			"callers: {sub: ann} | callers: [ann] | line 5: fields with values",
			"callers: {sub: ann} | '#' | line 4: callers is missing",
			"until: 2026-12-31 | '#' | line 4: until is missing",
			"until: 2026-12-31 | until: tomorrow | line 6: a date",
			"until: 2026-12-31 | until: 2026-02-30 | line 6: a date",
			"until: 2026-12-31 | until: 2026-12-31T18:00:00 | line 6: a date",
			"until: 2026-12-31 | until: | line 6: a text", "rules: | rule: | line 12: unknown field",
			"protected-groups: [asg-core] | '#' | line 1: protected-groups is missing",
			"protected-groups: [asg-core] | protected-groups: asg-core | line 2: a list",
			"protected-groups: [asg-core] | protected-groups: | line 2: a list",
			"protected-groups: [asg-core] | protected-groups: [a*e] | line 2: a pattern may contain *",
			"protected-groups: [asg-core] | protected-groups: [asg-core | line 3: invalid YAML",
			"protected-groups: [asg-core] | '\tprotected-groups: [asg-core]' | line 2: invalid YAML",
			"protected-groups: [asg-core] | --- | line 2: invalid YAML",
			"protected-groups: [asg-core] | protected-groups: [*nothing] | line 2: invalid YAML" })
	void anErrorIsReportedWithItsLine(String right, String wrong, String message) {
		String text = RULES.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
		assertThatThrownBy(() -> RulesYaml.read(text)).isInstanceOf(InvalidRulesException.class)
			.hasMessageStartingWith(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"rules: []/protected-groups: [] | line 2: field out of order; the order is read-only,",
			"protected-groups: []/read-only: true/rules: [] | line 2: field out of order",
			"exceptions: []/protected-groups: []/rules: [] | line 2: field out of order",
			"protected-groups: []/rules: []/exceptions: [] | line 3: field out of order",
			"protected-groups: []/rules: [{callers: {a: b},/name: a}] | line 3: field out of order; the order is name,",
			"protected-groups: []/exceptions: [{callers: {a: b},/name: a}]/rules: [] | line 3: field out of order",
			"protected-groups: [] | line 1: rules is missing", "rules: [] | line 1: protected-groups is missing",
			"{} | line 1: rules is missing", "read-only: true | line 1: rules is missing",
			"protected-groups: []/rules: | line 2: a list is expected here" })
	void fieldsHaveAFixedOrderAndTheLastAreRequired(String text, String message) {
		assertThatThrownBy(() -> read(text.replace('/', '\n'))).isInstanceOf(InvalidRulesException.class)
			.hasMessageStartingWith(message);
	}

	@Test
	void theLastLineNeedsALineBreak() {
		assertThatThrownBy(() -> RulesYaml.read("protected-groups: []\nrules: []"))
			.isInstanceOf(InvalidRulesException.class)
			.hasMessage("the last line has no line break; the text may be truncated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "- asg-1\n    2", "- >-\n    asg-1\n    2", "- 'asg-1\n    2'" })
	void aTextOfSeveralLinesIsAnError(String group) {
		assertThatThrownBy(() -> read("protected-groups:\n  " + group + "\nrules: []"))
			.isInstanceOf(InvalidRulesException.class)
			.hasMessage("line 2: a text must be on one line");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n# nothing\n" })
	void anEmptyTextIsAnError(String text) {
		assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidRulesException.class)
			.hasMessageContaining("the rules are empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules", "[]", "- a", "~" })
	void aTextWithoutFieldsIsAnError(String text) {
		assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidRulesException.class)
			.hasMessageStartingWith("line 1: fields with values");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules: \u0000", "rules: \u0007" })
	void controlCharactersAreAnError(String text) {
		assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidRulesException.class).hasMessageContaining("not YAML");
	}

	@Test
	void deepNestingIsAnError() {
		assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(InvalidRulesException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "protected-groups: &a [*a]\nrules: []", "protected-groups: []\nrules: &a [{name: *a}]" })
	void aTextThatContainsItselfIsAnError(String text) {
		assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidRulesException.class)
			.hasMessageContaining("too many values");
	}

	@Test
	void aliasesThatMultiplyTheValuesAreAnError() {
		String rule = "  - {name: n%d, callers: {sub: a}, actions: [b], regions: [c], scaling-groups: *many}\n";
		String text = "read-only: true\nprotected-groups: &many [a" + ",a".repeat(20_000) + "]\nrules:\n"
				+ IntStream.range(0, 20).mapToObj(rule::formatted).collect(Collectors.joining());
		assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidRulesException.class)
			.hasMessageContaining("too many values");
		requestsReadOnly(text, true);
	}

	@Test
	void anErrorMessageQuotesNoValue() {
		assertThatThrownBy(() -> read("protected-groups: [canary*canary]\nrules: []"))
			.isInstanceOf(InvalidRulesException.class)
			.hasMessageNotContaining("canary");
	}

	@ParameterizedTest
	@CsvSource({ "read-only: true, true", "read-only: false, false", "'#', false", "read-only: no, false" })
	void readOnlyIsDetectedBesideAnotherError(String first, boolean readOnly) {
		requestsReadOnly(first + "\nrules: nonsense", readOnly);
	}

	@Test
	void readOnlyIsDetectedInATruncatedText() {
		assertThatThrownBy(() -> RulesYaml.read("read-only: true")).isInstanceOfSatisfying(InvalidRulesException.class,
				(error) -> assertThat(error.isReadOnly()).isTrue());
	}

	/**
	 * In an emergency, an operator may write the field or its value in another spelling.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "read-only: yes", "read-only: True", "read-only: TRUE", "read-only: on", "read-only: y",
			"read-only: 1", "read-only: 'true'", "read-only: ' true '", "readonly: true", "readOnly: true",
			"read_only: true", "Read-Only: true" })
	void anotherSpellingOfReadOnlyIsAnErrorAndIsDetected(String line) {
		assertThatThrownBy(() -> read(line + "\nprotected-groups: []\nrules: []")).hasMessageStartingWith("line 1: ")
			.isInstanceOfSatisfying(InvalidRulesException.class, (error) -> assertThat(error.isReadOnly()).isTrue());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{protected-group: [asg-1], read-only: true} | true",
			"{read-only: true, protected-group: [asg-1]} | true", "{read-only: false, read-only: true} | true",
			"{read-only: true, read-only: false} | true", "{read-only: maybe, read-only: true} | true",
			"{[a]: b, read-only: true} | true", "{rules: [], rules: [], read-only: true} | true",
			"{protected-groups: [], rules: [], read-only: true} | true",
			"{protected-group: [asg-1], read-only: false} | false", "{read-only: false, read-only: false} | false",
			"{read-onli: true} | false", "{read-only: ''} | false", "{read-only: [true]} | false",
			"{rules: {read-only: true}} | false", "[read-only, true] | false" })
	void readOnlyIsDetectedBesideAnUnknownOrDuplicateField(String text, boolean readOnly) {
		requestsReadOnly(text, readOnly);
	}

	private static void requestsReadOnly(String text, boolean expected) {
		assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(InvalidRulesException.class,
				(error) -> assertThat(error.isReadOnly()).isEqualTo(expected));
	}

	private static Rules read(String text) {
		return RulesYaml.read(text + "\n");
	}

	private static Wildcards some(String... names) {
		return new Wildcards(Stream.of(names).map(Wildcard::new).toList());
	}

}
