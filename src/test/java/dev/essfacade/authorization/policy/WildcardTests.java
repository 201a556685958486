package dev.essfacade.authorization.policy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Patterns in access rules. */
class WildcardTests {

	@ParameterizedTest
	@CsvSource({ "asg-a, asg-a, true", "asg-a, asg-ab, false", "asg-a, asg-, false", "asg-a, ASG-A, false",
			"asg-*, asg-a, true", "asg-*, asg-, true", "asg-*, asg, false", "asg-*, xasg-a, false", "*, anything, true",
			"*, '', true", "a.c, abc, false", "asg-*, asg-*, true" })
	void matchesAnExactNameOrAPrefix(String wildcard, String name, boolean matches) {
		assertThat(new Wildcard(wildcard).matches(name)).isEqualTo(matches);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*a", "a*b", "**", "a**", "*-*" })
	void rejectsAStarBeforeTheEnd(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Wildcard(text))
			.withMessageContaining("only at its end");
	}

	@ParameterizedTest
	@ValueSource(strings = { " a", "a ", "\ta", "a\n", "a\u0000b", "a\u001bb", " " })
	void rejectsOuterSpacesAndControlCharacters(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Wildcard(text)).withMessageContaining("space");
	}

	@Test
	void rejectsAnEmptyPattern() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Wildcard("")).withMessageContaining("empty");
	}

	@ParameterizedTest
	@CsvSource({ "*, true", "a*, false", "a, false" })
	void onlyASingleStarMatchesEverything(String text, boolean everything) {
		assertThat(new Wildcard(text).matchesEverything()).isEqualTo(everything);
		assertThat(new Wildcards(List.of(new Wildcard("b"), new Wildcard(text))).matchEverything())
			.isEqualTo(everything);
	}

	@Test
	void aListMatchesIfAnyPatternMatches() {
		Wildcards some = new Wildcards(List.of(new Wildcard("a"), new Wildcard("b*")));
		assertThat(some.match("a")).isTrue();
		assertThat(some.match("b1")).isTrue();
		assertThat(some.match("c")).isFalse();
		assertThat(Wildcards.NONE.match("a")).isFalse();
		assertThat(Wildcards.NONE.matchEverything()).isFalse();
		assertThat(Wildcards.ALL.match("a")).isTrue();
	}

	@Test
	void matchesSeveralNamesOnlyIfEachMatches() {
		Wildcards some = new Wildcards(List.of(new Wildcard("a"), new Wildcard("b*")));
		assertThat(some.matchAll(List.of("a", "b1", "b2"))).isTrue();
		assertThat(some.matchAll(List.of("a", "c"))).isFalse();
		assertThat(some.matchAll(List.of("c", "a"))).isFalse();
		assertThat(some.matchAll(List.of())).as("no names").isFalse();
	}

}
