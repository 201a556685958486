package dev.essfacade.web.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The texts of problems in the caller's language, from the messages files. A detail says
 * what failed, whether a write was executed, and what to do next.
 */
@Component
public class ProblemTexts {

	/** Maximum number of errors in a response, which bounds its size. */
	private static final int MAX_ERRORS = 20;

	private static final Set<@Nullable String> READS = new HashSet<>(List.of("GET", "HEAD", "OPTIONS"));

	private final MessageSource messages;

	private final LocaleResolver languages;

	ProblemTexts(MessageSource messages, LocaleResolver languages) {
		this.messages = messages;
		this.languages = languages;
	}

	/** Returns the language of the response to a request. */
	Locale language(HttpServletRequest request) {
		return this.languages.resolveLocale(request);
	}

	/** Returns the problem document of a failed request. */
	public Problem document(ProblemException failure, HttpServletRequest request) {
		ProblemCode code = failure.code();
		Locale language = language(request);
		List<Problem.Violation> errors = failure.violations()
			.stream()
			.map((violation) -> new Problem.Violation(violation.pointer(), violation.parameter(),
					this.messages.getMessage(violation.rule(), language)))
			.sorted(Comparator.comparing(Problem.Violation::toString))
			.limit(MAX_ERRORS)
			.toList();
		boolean write = !READS.contains(request.getMethod());
		return new Problem(URI.create("urn:ess-facade:problem:" + code.code()), title(code, language),
				code.status().value(), detail(failure, errors, write, language), RequestLine.path(request),
				RequestId.of(request), code.code(), code.retryable(), failure.clientToken(), failure.upstream(),
				errors.isEmpty() ? null : errors, failure.activity());
	}

	/** Returns the meaning of a code in one line, without a full stop. */
	public String title(ProblemCode code, Locale language) {
		return text(language, new Object[0], code.code() + ".title");
	}

	/** Returns what failed, in English, for a log line or a header. */
	public String cause(ProblemException failure) {
		return cause(failure, Locale.ENGLISH) + ".";
	}

	private String detail(ProblemException failure, List<Problem.Violation> errors, boolean write, Locale language) {
		String cause = (failure.code() == ProblemCode.INVALID_REQUEST && !errors.isEmpty())
				? invalid(failure.violations().size(), errors.getFirst(), language) : cause(failure, language);
		String executed = write ? text(failure, "executed", language, "executed") : "";
		return text(language, new Object[] { cause, executed, text(failure, "action", language) },
				executed.isEmpty() ? "detail.read" : "detail.write");
	}

	private String invalid(int count, Problem.Violation first, Locale language) {
		return (count == 1) ? text(language, new Object[] { first.place(), first.detail() }, "invalid-request.one")
				: text(language, new Object[] { count }, "invalid-request.many");
	}

	private String cause(ProblemException failure, Locale language) {
		return text(failure, "detail", language, failure.code().code() + ".title");
	}

	private String text(ProblemException failure, String part, Locale language, String... otherwise) {
		String code = failure.code().code();
		String[] keys = Stream
			.concat(Stream.of(code + "." + failure.variant() + "." + part, code + "." + part), Arrays.stream(otherwise))
			.toArray(String[]::new);
		return text(language, failure.arguments(), keys);
	}

	/** Returns the text of the first key that has one. */
	private String text(Locale language, Object[] arguments, String... keys) {
		return this.messages.getMessage(new DefaultMessageSourceResolvable(keys, arguments), language);
	}

}
