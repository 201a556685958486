package dev.essfacade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code uses the vocabulary of the documents. The banned terms are those of
 * {@code .ci/lint/.textlintrc.yml}; former names of classes are banned, too.
 */
class NamingTests {

	private static final Path VOCABULARY = Path.of(".ci/lint/.textlintrc.yml");

	private static final Pattern TERM = Pattern.compile("(?m)^      - (\\[\".*\"])$");

	private static final Pattern FORMER_NAMES = Pattern
		.compile("\\b(?:AnswerReader|AskedPause|AuditTrail|AddressLife|BareClient|Breaker|BrowserRules|CallReports?"
				+ "|CallerInLog|ConfiguredKeys|FairShares|ForeignPages|Gate|IssuerKeys|Journal|JsonPlace|KeyChoice"
				+ "|KeyEcho|KeyFiles|KeyRenewal|KeyRing|KeySource|LeasedKeys|LookAt|Mistake|PolicyInForce"
				+ "|PublishedKeys|QuietLogs|RawAnswer|RefusalLimit|Refusals?|RegionGuards?|RepeatedLook|Share"
				+ "|SignedSender|SingleBearer|StartUpCheck|ThisMachine|TokenRules|UnheededSettings"
				+ "|UnknownConditions|UnsignedHttp|UpstreamProblems|Witness|WriteAnswer|LAST_WORDS|ROOM"
				+ "|MOST_AT_ONCE)\\b");

	@Test
	void noIdentifierTextOrCommentContainsABannedTerm() {
		List<Term> terms = vocabulary().toList();

		assertThat(files(Path.of("src/main")).flatMap((file) -> {
			String words = words(read(file));
			return terms.stream().flatMap((term) -> term.in(words)).map((found) -> file + ": " + found);
		})).isEmpty();
	}

	@Test
	void noFormerNameOfAClassOrConstantIsUsed() {
		assertThat(files(Path.of("src/main"))
			.flatMap((file) -> FORMER_NAMES.matcher(read(file)).results().map((name) -> file + ": " + name.group())))
			.isEmpty();
	}

	@Test
	void identifiersAreSplitIntoWords() {
		assertThat(words("\t/** Lets it\n\t * in. */\n\tURLDoorOf(HELD_BACK, refusedByESS2)"))
			.isEqualTo(" lets it in url door of held back refused by ess2 ");
	}

	@Test
	void theVocabularyHasATermForEachBannedWord() {
		String words = words("gateway witness heeds knocked keyRing heldBack inForce whatever whoever turnedAway door");

		assertThat(vocabulary().filter((term) -> term.in(words).findAny().isPresent())).hasSizeGreaterThanOrEqualTo(9);
		assertThat(vocabulary().flatMap((term) -> term.in(" gateway investigates understands lookup "))).isEmpty();
	}

	/** Returns the text as lower-case words. Identifiers are split at capital letters. */
	private static String words(String text) {
		return text.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", " ");
	}

	private static Stream<Term> vocabulary() {
		return TERM.matcher(read(VOCABULARY))
			.results()
			.<List<String>>map((term) -> new Yaml().load(term.group(1)))
			// A field of type CircuitBreaker may be named breaker.
			.filter((pair) -> !pair.getFirst().contains("breaker"))
			.map((pair) -> Term.of(pair.getFirst(), pair.getLast()));
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Term(Pattern banned, String replacement) {

		static Term of(String regex, String replacement) {
			return new Term(Pattern.compile("\\b(?:" + regex + ")\\b"), replacement);
		}

		/** Returns each match with the words around it. */
		Stream<String> in(String words) {
			Matcher matcher = this.banned.matcher(words);
			return matcher.results()
				.map((match) -> "\"%s\" (use %s)".formatted(
						words.substring(Math.max(0, match.start() - 30), Math.min(words.length(), match.end() + 30)),
						this.replacement));
		}

	}

}
