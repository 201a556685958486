package dev.essfacade.openapi;

import org.jspecify.annotations.Nullable;

/** Javadoc as springdoc hands it over, made into sentences of Markdown. */
final class JavadocMarkdown {

	private JavadocMarkdown() {
	}

	static @Nullable String of(@Nullable String javadoc) {
		if (javadoc == null || javadoc.isBlank()) {
			return null;
		}
		String text = javadoc.replaceAll("</?code>", "`")
			.replaceAll("\\s*<p>\\s*", "\n\n")
			.replaceAll("(?<!\n)[ \t]*\n[ \t]*(?!\n)", " ")
			.strip();
		String sentence = Character.toUpperCase(text.charAt(0)) + text.substring(1);
		return sentence.matches("(?s).*[.!?:]") ? sentence : sentence + ".";
	}

}
