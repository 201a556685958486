package dev.essfacade.authorization.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Rules as they are written down. */
class RulesYamlTests {

	private static final String WHOLE = """
			read-only: true
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
			""";

	@Test
	void everythingIsReadAsItStandsThere() throws InvalidRulesException {
		Callers ann = new Callers(Map.of("sub", some("ann")));
		assertThat(
				RulesYaml.read(WHOLE))
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
	@ValueSource(strings = { "rules: []", "{}", "read-only: false", "protected-groups: []", "exceptions: []",
			"--- \nrules: []\n", "# nothing\nrules: []" })
	void whatIsLeftOutAllowsNothing(String text) throws InvalidRulesException {
		assertThat(RulesYaml.read(text)).isEqualTo(Rules.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123", "yes", "1e3", "2026-11-24", "1_000", "0x1F", "12:30:45", "cn=ann,ou=pay",
			"https://login.example/ann", "${HOME}" })
	void textIsTakenAsItStandsWhateverYamlMakesOfIt(String text) throws InvalidRulesException {
		Rules rules = RulesYaml.read("protected-groups: [ \"%s\" ]".formatted(text));
		assertThat(rules.protectedGroups()).isEqualTo(some(text));
		assertThat(RulesYaml.read("protected-groups:\n  - " + text).protectedGroups()).isEqualTo(some(text));
	}

	@Test
	void aListCanBeReferredTo() throws InvalidRulesException {
		Rules rules = RulesYaml.read(WHOLE.replace("[DetachLoadBalancers, Describe*]", "&all [DetachLoadBalancers]")
			.replace("actions: [\"*\"]", "actions: *all"));
		assertThat(rules.rules()).allMatch((rule) -> rule.actions().equals(some("DetachLoadBalancers")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "name: payments | nam: payments | line 3: unknown field",
			"read-only: true | readonly: true | line 1: unknown field",
			"read-only: true | Read-Only: true | line 1: unknown field",
			"read-only: true | read_only: true | line 1: unknown field",
			"read-only: true | <<: {} | line 1: unknown field",
			"read-only: true | read-only: yes | line 1: true or false",
			"read-only: true | read-only: 'true' | line 1: true or false",
			"read-only: true | read-only: | line 1: true or false",
			"read-only: true | read-only: [] | line 1: true or false",
			"force: true | force: 1 | line 11: true or false", "force: true | forse: true | line 11: unknown field",
			"targets: [\"*\"] | targets: [] | line 10: this list must not be empty",
			"targets: [\"*\"] | targets: lb-a | line 10: a list is expected here",
			"targets: [\"*\"] | targets: {a: b} | line 10: a list is expected here",
			"targets: [\"*\"] | targets: [lb*a] | line 10: this may have a * only at its end",
			"targets: [\"*\"] | targets: [''] | line 10: this must not be empty",
			"targets: [\"*\"] | targets: [~] | line 10: a text is expected here",
			"targets: [\"*\"] | targets: [[lb-a]] | line 10: a text is expected here",
			"targets: [\"*\"] | targets: [' lb-a'] | line 10: this must not begin",
			"regions: [cn-hangzhou] | region: [cn-hangzhou] | line 8: unknown field",
			"regions: [cn-hangzhou] | force: false | line 11: this field is there twice",
			"regions: [cn-hangzhou] | '#' | line 3: regions is missing",
			"actions: [DetachLoadBalancers, Describe*] | '#' | line 3: actions is missing",
			"scaling-groups: [asg-pay*] | '#' | line 3: scaling-groups is missing",
			"name: payments | callers: {a: b} | line 4: this field is there twice",
			"name: payments | name: a b | line 3: a name has 1 to 64",
			"name: payments | name: reading | line 12: this name is there twice",
			"name: CHG-2 | name: CHG-1 | line 22: this name is there twice",
			"azp: deployer | groups: a | line 6: this field is there twice",
			"azp: deployer | azp: [] | line 5: this list must not be empty",
			"azp: deployer | azp: | line 5: a text is expected here",
			"azp: deployer | azp: {a: b} | line 5: a list is expected here",
			"azp: deployer | azp: a*b | line 5: this may have a *",
			"azp: deployer | [a]: b | line 5: a text is expected here",
			"callers: {sub: ann} | callers: {} | line 13: at least one claim",
			"callers: {sub: ann} | callers: ann | line 13: fields with values",
			"callers: {sub: ann} | callers: [ann] | line 13: fields with values",
			"callers: {sub: ann} | '#' | line 12: callers is missing",
			"until: 2026-12-31 | '#' | line 19: until is missing",
			"until: 2026-12-31 | until: tomorrow | line 21: a date",
			"until: 2026-12-31 | until: 2026-02-30 | line 21: a date",
			"until: 2026-12-31 | until: 2026-12-31T18:00:00 | line 21: a date",
			"until: 2026-12-31 | until: | line 21: a text", "rules: | rule: | line 2: unknown field",
			"protected-groups: [asg-core] | protected-groups: asg-core | line 17: a list",
			"protected-groups: [asg-core] | protected-groups: [a*e] | line 17: this may have a *",
			"protected-groups: [asg-core] | protected-groups: [asg-core | line 18: this is not YAML",
			"protected-groups: [asg-core] | '\tprotected-groups: [asg-core]' | line 17: this is not YAML",
			"protected-groups: [asg-core] | --- | line 17: this is not YAML",
			"protected-groups: [asg-core] | protected-groups: [*nothing] | line 17: this is not YAML" })
	void aMistakeHasItsLine(String right, String wrong, String told) {
		String text = WHOLE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
		assertThatThrownBy(() -> RulesYaml.read(text)).isInstanceOf(InvalidRulesException.class)
			.hasMessageStartingWith(told);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n# nothing\n" })
	void nothingAtAllIsAMistake(String text) {
		assertThatThrownBy(() -> RulesYaml.read(text)).hasMessageContaining("there is nothing in it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules", "[]", "- a", "~" })
	void anythingButFieldsIsAMistake(String text) {
		assertThatThrownBy(() -> RulesYaml.read(text)).hasMessageStartingWith("line 1: fields with values");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules: \u0000", "rules: \u0007" })
	void whatNoYamlCanHoldIsAMistake(String text) {
		assertThatThrownBy(() -> RulesYaml.read(text)).hasMessageContaining("not YAML");
	}

	@Test
	void nestingHasAnEnd() {
		assertThatThrownBy(() -> RulesYaml.read("[".repeat(100_000))).isInstanceOf(InvalidRulesException.class);
	}

	@Test
	void aMistakeQuotesNothing() {
		assertThatThrownBy(() -> RulesYaml.read("protected-groups: [canary*canary]")).hasMessageNotContaining("canary");
	}

	@ParameterizedTest
	@CsvSource({ "read-only: true, true", "read-only: false, false", "'#', false", "read-only: no, false" })
	void thatNobodyMayWriteIsSeenEvenBesideAMistake(String first, boolean readOnly) {
		assertThatThrownBy(() -> RulesYaml.read(first + "\nrules: nonsense")).isInstanceOfSatisfying(
				InvalidRulesException.class, (mistake) -> assertThat(mistake.saysReadOnly()).isEqualTo(readOnly));
	}

	/** In an emergency nobody looks up how a word is spelt. */
	@ParameterizedTest
	@ValueSource(strings = { "read-only: yes", "read-only: True", "read-only: TRUE", "read-only: on", "read-only: y",
			"read-only: 1", "read-only: 'true'", "read-only: ' true '", "readonly: true", "readOnly: true",
			"read_only: true", "Read-Only: true" })
	void whateverMeansThatNobodyMayWriteIsAMistakeAndSeen(String line) {
		assertThatThrownBy(() -> RulesYaml.read(line)).hasMessageStartingWith("line 1: ")
			.isInstanceOfSatisfying(InvalidRulesException.class,
					(mistake) -> assertThat(mistake.saysReadOnly()).isTrue());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{protected-group: [asg-1], read-only: true} | true",
			"{read-only: true, protected-group: [asg-1]} | true", "{read-only: false, read-only: true} | true",
			"{read-only: true, read-only: false} | true", "{read-only: maybe, read-only: true} | true",
			"{[a]: b, read-only: true} | true", "{rules: [], rules: [], read-only: true} | true",
			"{protected-group: [asg-1], read-only: false} | false", "{read-only: false, read-only: false} | false",
			"{read-onli: true} | false", "{read-only: ''} | false", "{read-only: [true]} | false",
			"{rules: {read-only: true}} | false", "[read-only, true] | false" })
	void alsoBesideAMisspeltOrADoubleField(String text, boolean readOnly) {
		assertThatThrownBy(() -> RulesYaml.read(text)).isInstanceOfSatisfying(InvalidRulesException.class,
				(mistake) -> assertThat(mistake.saysReadOnly()).isEqualTo(readOnly));
	}

	private static Wildcards some(String... names) {
		return new Wildcards(Stream.of(names).map(Wildcard::new).toList());
	}

}
