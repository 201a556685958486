package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The callers that a rule applies to. */
class CallersTests {

	private final Callers callers = new Callers(Map.of("azp", some("deployer"), "groups", some("pay-*", "ops")));

	@Test
	void includesACallerOnlyIfEveryClaimMatches() {
		assertThat(included(Map.of("azp", List.of("deployer"), "groups", List.of("pay-a")))).isTrue();
		assertThat(included(Map.of("azp", List.of("deployer"), "groups", List.of("shop-a")))).isFalse();
		assertThat(included(Map.of("azp", List.of("other"), "groups", List.of("pay-a")))).isFalse();
		assertThat(included(Map.of("azp", List.of("deployer")))).isFalse();
		assertThat(included(Map.of())).isFalse();
	}

	@Test
	void aClaimMatchesIfAnyOfItsValuesMatches() {
		assertThat(included(Map.of("azp", List.of("deployer"), "groups", List.of("shop", "ops", "x")))).isTrue();
		assertThat(included(Map.of("azp", List.of("deployer"), "groups", List.of()))).isFalse();
	}

	@Test
	void aStarMatchesAnyValueOfAPresentClaim() {
		Callers anybody = new Callers(Map.of("sub", Wildcards.ALL));
		assertThat(anybody.include(Subjects.named("ann"))).isTrue();
		assertThat(anybody.include(Subjects.with(Map.of("azp", List.of("deployer"))))).isFalse();
	}

	@Test
	void excludesAnUnauthenticatedSubject() {
		Subject said = Subjects.named("ann");
		Subject unproven = new Subject(said.id(), said.address(), said.claims(), said.scopes(), false);
		assertThat(new Callers(Map.of("sub", some("ann"))).include(said)).isTrue();
		assertThat(new Callers(Map.of("sub", some("ann"))).include(unproven)).isFalse();
	}

	@Test
	void rejectsCallersWithoutClaims() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Callers(Map.of())).withMessageContaining("claim");
	}

	private boolean included(Map<String, List<String>> claims) {
		return this.callers.include(Subjects.with(claims));
	}

	private static Wildcards some(String... names) {
		return new Wildcards(Stream.of(names).map(Wildcard::new).toList());
	}

}
