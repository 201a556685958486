package dev.essfacade.authorization;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How many calls one caller may have under way. */
class CallerLimitsTests {

	private final List<String> turnedAway = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "3, 1", "4, 2", "8, 4", "128, 64" })
	void whoIsAloneHasHalf(int limit, int share) {
		CallerShare shared = new CallerShare(limit);
		assertThat(fill(shared, "ann", 200)).isEqualTo(share);
	}

	@Test
	void theMoreOthersAreThereTheSmallerIsAShare() {
		CallerShare shared = new CallerShare(12);
		assertThat(fill(shared, "ann", 2)).isEqualTo(2);
		// Of three: ann, bob, whoever comes.
		assertThat(fill(shared, "bob", 12)).isEqualTo(4);
		assertThat(fill(shared, "max", 12)).isEqualTo(3);
		assertThat(fill(shared, "ann", 12)).as("two are taken").isEqualTo(1);
		assertThat(fill(shared, "bob", 12)).isZero();
	}

	@Test
	void whatEndsMakesRoom() {
		CallerShare shared = new CallerShare(8);
		fill(shared, "ann", 8);
		shared.leave("ann");
		assertThat(shared.enter("ann")).isTrue();
		assertThat(shared.enter("ann")).isFalse();
		assertThat(shared.enter("bob")).isTrue();
		shared.leave("ann");
		shared.leave("ann");
		assertThat(shared.enter("ann")).as("a third of eight").isFalse();
		shared.leave("bob");
		assertThat(shared.enter("ann")).as("alone again").isTrue();
	}

	@Test
	void whoNeverEnteredLeavesNothing() {
		CallerShare shared = new CallerShare(4);
		shared.leave("bob");
		assertThat(fill(shared, "ann", 4)).isEqualTo(2);
	}

	@Test
	void aShareHoldsInEachRegionAndInAllTogether() {
		CallerLimits shares = new CallerLimits(6, 4, this.turnedAway::add);
		shares.within(somebody("ann"), "a", null, () -> shares.within(somebody("ann"), "a", null, () -> {
			assertThatThrownBy(() -> shares.within(somebody("ann"), "a", null, () -> 1)).isInstanceOfSatisfying(
					ProblemException.class, (refusal) -> assertThat(refusal.problem().clientToken()).isNull());
			assertThat(this.turnedAway).containsExactly("a");
			return shares.within(somebody("ann"), "b", null, () -> {
				assertThatThrownBy(() -> shares.within(somebody("ann"), "b", "token", () -> 1))
					.hasMessageContaining("its share")
					.isInstanceOfSatisfying(ProblemException.class,
							(refusal) -> assertThat(refusal.problem().clientToken()).isEqualTo("token"));
				assertThat(this.turnedAway).containsExactly("a", "b");
				return shares.within(somebody("bob"), "b", null, () -> 1);
			});
		}));
		everythingIsGivenBack(shares);
	}

	@Test
	void whatFailsIsGivenBackToo() {
		CallerLimits shares = new CallerLimits(6, 6, this.turnedAway::add);
		for (int i = 0; i < 10; i++) {
			assertThatIllegalStateException().isThrownBy(() -> shares.within(somebody("ann"), "a", null, () -> {
				throw new IllegalStateException();
			}));
		}
		everythingIsGivenBack(shares);
	}

	private void everythingIsGivenBack(CallerLimits shares) {
		this.turnedAway.clear();
		for (String region : List.of("a", "b")) {
			assertThat(shares.within(somebody("ann"), region, null,
					() -> shares.within(somebody("ann"), region, null, () -> 7)))
				.isEqualTo(7);
		}
		assertThat(this.turnedAway).isEmpty();
	}

	@Test
	void whereNobodyIsAskedWhoTheyAreThereIsNothingToDivide() {
		CallerLimits shares = new CallerLimits(1, 1, this.turnedAway::add);
		AtomicInteger calls = new AtomicInteger();
		Subject anybody = Subject.anonymous("192.0.2.1");
		assertThat(shares.within(anybody, "a", null, () -> shares.within(anybody, "a", null,
				() -> shares.within(anybody, "a", null, calls::incrementAndGet))))
			.isEqualTo(1);
		assertThat(calls).hasValue(1);
		assertThat(this.turnedAway).isEmpty();
	}

	private static int fill(CallerShare shared, String caller, int attempts) {
		int entered = 0;
		for (int i = 0; i < attempts; i++) {
			entered += shared.enter(caller) ? 1 : 0;
		}
		return entered;
	}

	private static Subject somebody(String id) {
		return new Subject(id, "192.0.2.1", Map.of(), EnumSet.allOf(Scope.class), true);
	}

}
