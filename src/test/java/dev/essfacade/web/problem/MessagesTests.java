package dev.essfacade.web.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.MethodType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** The messages files have every text, in the same form, in each language. */
class MessagesTests {

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	private static final Path FOLDER = Path.of("src/main/resources");

	private static final Map<String, String> ENGLISH = read("messages.properties");

	private static final Map<String, String> CHINESE = read("messages_zh.properties");

	/** The verbs with which a text can ask the caller to do something. */
	private static final String VERBS = "Accept|Ask|Check|Choose|Correct|Detach|List|Look up|Obtain|Quote|Read|Remove"
			+ "|Repeat|Report|Send|Set|Use|Wait";

	@ParameterizedTest
	@EnumSource(ProblemCode.class)
	void everyCodeHasATitleAndANextActionInEachLanguage(ProblemCode code) {
		for (String key : new String[] { code.code() + ".title", code.code() + ".action" }) {
			assertThat(ENGLISH).as("messages.properties needs a text").containsKey(key);
			assertThat(CHINESE).as("messages_zh.properties needs a text").containsKey(key);
		}
	}

	@Test
	void theFilesHaveTheSameKeys() {
		assertThat(CHINESE.keySet()).containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
	}

	@Test
	void theFilesHaveNoTextOfAnUnknownCode() {
		Set<String> codes = Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet());
		assertThat(ENGLISH.keySet()
			.stream()
			.filter((key) -> key.matches(".*\\.(title|detail|executed|action)"))
			.map((key) -> key.substring(0, key.indexOf('.')))).isSubsetOf(codes);
	}

	@Test
	void everyActionStartsWithWhatTheCallerDoes() {
		assertThat(actions(ENGLISH)).isNotEmpty()
			.allSatisfy((action) -> assertThat(action).matches("(" + VERBS + ") .+\\."));
		assertThat(actions(CHINESE)).isNotEmpty().allSatisfy((action) -> assertThat(action).matches("(请|报告).+。"));
	}

	private static Stream<String> actions(Map<String, String> texts) {
		return texts.entrySet().stream().filter((text) -> text.getKey().endsWith(".action")).map(Map.Entry::getValue);
	}

	@ParameterizedTest
	@ValueSource(strings = { "title", "detail" })
	void titlesAndDetailsHaveNoFullStop(String part) {
		Stream.of(ENGLISH, CHINESE)
			.flatMap((texts) -> texts.entrySet().stream())
			.filter((text) -> text.getKey().endsWith("." + part))
			.forEach((text) -> assertThat(text.getValue()).as(text.getKey()).doesNotMatch(".*[.。]"));
	}

	@Test
	void theTextsOfAKeyHaveTheSameArguments() {
		ENGLISH.forEach((key, text) -> {
			if (!key.startsWith("detail.")) {
				assertThat(arguments(String.valueOf(CHINESE.get(key)))).as(key).isEqualTo(arguments(text));
			}
		});
	}

	private static Set<String> arguments(String text) {
		return Pattern.compile("\\{[^}]*}")
			.matcher(text)
			.results()
			.map((argument) -> argument.group())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** A single apostrophe would hide the arguments that follow it. */
	@Test
	void apostrophesAreDoubled() {
		Stream.of(ENGLISH, CHINESE)
			.flatMap((texts) -> texts.entrySet().stream())
			.forEach((text) -> assertThat(text.getValue().replace("''", "")).as(text.getKey()).doesNotContain("'"));
	}

	@Test
	void everyChineseTextIsChinese() {
		CHINESE.forEach((key, text) -> {
			if (!key.startsWith("detail.") && !key.equals("invalid-request.one")) {
				assertThat(text).as(key).containsPattern("\\p{IsHan}");
			}
		});
	}

	/** The causes in the code are literals, so that this test can find them. */
	@Test
	void everyCauseThatTheCodeNamesHasATextAndTheReverse() {
		Set<String> causes = ENGLISH.keySet()
			.stream()
			.filter((key) -> key.matches("[a-z-]+\\.[a-z-]+\\.(detail|executed|action)"))
			.map((key) -> key.substring(key.indexOf('.') + 1, key.lastIndexOf('.')))
			.collect(Collectors.toSet());
		String code = sources();
		assertThat(causes).isNotEmpty()
			.allMatch((cause) -> code.contains('"' + cause + '"') || code.contains('"' + cause + " \"")
					|| code.contains(cause.toUpperCase(Locale.ROOT) + "(\""));
		assertThat(Pattern.compile("ProblemException\\s*\\.of\\((?:ProblemCode\\.[A-Z_]+|code), \"([a-z-]+)\"")
			.matcher(code)
			.results()
			.map((use) -> use.group(1))).isNotEmpty().isSubsetOf(causes);
	}

	@Test
	void everyRuleThatTheCodeNamesHasATextAndTheReverse() {
		String code = sources();
		assertThat(ENGLISH.keySet().stream().filter((key) -> key.startsWith("rule.")).map((key) -> key.substring(5)))
			.isNotEmpty()
			.allMatch((rule) -> code.contains('"' + rule + '"')
					|| (rule.startsWith("json.") && code.contains('"' + rule.substring(5) + '"')));
		assertThat(Pattern.compile("(?:\\brule|\\brejected|\\binvalid)\\((?:[^()\"]*, )?\"([a-z.-]+)\"")
			.matcher(code)
			.results()
			.map((use) -> "rule." + use.group(1))
			.filter((rule) -> !rule.matches("rule\\.(facade\\.|springdoc\\.|ess\\.|json\\.$).*"))).isNotEmpty()
			.isSubsetOf(ENGLISH.keySet());
	}

	/** For a constraint without a text, Hibernate Validator would use its own text. */
	@Test
	void everyConstraintOfARequestHasAText() {
		Set<String> constraints = new TreeSet<>();
		ClassPathScanningCandidateComponentProvider controllers = new ClassPathScanningCandidateComponentProvider(
				false);
		controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
		for (BeanDefinition controller : controllers.findCandidateComponents("dev.essfacade")) {
			Class<?> type = ClassUtils.resolveClassName(Objects.requireNonNull(controller.getBeanClassName()), null);
			VALIDATOR.getConstraintsForClass(type)
				.getConstrainedMethods(MethodType.NON_GETTER)
				.stream()
				.flatMap((method) -> method.getParameterDescriptors().stream())
				.forEach((parameter) -> collect(parameter.getName(), parameter, constraints));
		}
		assertThat(constraints).hasSizeGreaterThan(15)
			.allMatch((constraint) -> ENGLISH.containsKey(constraint)
					|| ENGLISH.containsKey(constraint.substring(0, constraint.indexOf('.'))));
	}

	/**
	 * Adds the constraints of a parameter or field, of the elements of a list, and of
	 * nested fields.
	 */
	private static void collect(String name, ElementDescriptor element, Set<String> constraints) {
		element.getConstraintDescriptors()
			.forEach((constraint) -> constraints
				.add(constraint.getAnnotation().annotationType().getSimpleName() + "." + name));
		if (element instanceof ContainerDescriptor container) {
			container.getConstrainedContainerElementTypes().forEach((type) -> collect(name, type, constraints));
		}
		if (element instanceof CascadableDescriptor cascadable && cascadable.isCascaded()) {
			VALIDATOR.getConstraintsForClass(element.getElementClass())
				.getConstrainedProperties()
				.forEach((property) -> collect(property.getPropertyName(), property, constraints));
		}
	}

	private static String sources() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(MessagesTests::text)
				.collect(Collectors.joining("\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> read(String file) {
		Properties texts = new Properties();
		try (var reader = Files.newBufferedReader(FOLDER.resolve(file))) {
			texts.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, String> sorted = new TreeMap<>();
		texts.forEach((key, text) -> sorted.put((String) key, (String) text));
		return sorted;
	}

}
