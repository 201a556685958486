package dev.essfacade.startup;

/**
 * Formats a text for a log record: lines after the first are indented, and control
 * characters are replaced.
 */
final class SingleLine {

	private static final String INDENT = "\n  | ";

	private SingleLine() {
	}

	/** Appends a text to a log record. Several line breaks in a row count as one. */
	static void append(String text, StringBuilder line) {
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c >= ' ' && c <= '~') || c == '\t') {
				continue;
			}
			int end = isLineBreak(c) ? endOfLineBreaks(text, i) : i + Character.charCount(text.codePointAt(i));
			line.append(text, start, i).append(replacement(text, i, end));
			start = end;
			i = end - 1;
		}
		line.append(text, start, text.length());
	}

	private static String replacement(String text, int from, int end) {
		if (isLineBreak(text.charAt(from))) {
			return (end == text.length()) ? "" : INDENT;
		}
		int type = Character.getType(text.codePointAt(from));
		return (type == Character.CONTROL || type == Character.FORMAT) ? "?" : text.substring(from, end);
	}

	private static int endOfLineBreaks(String text, int from) {
		int end = from;
		while (end < text.length() && isLineBreak(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static boolean isLineBreak(char c) {
		return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
	}

}
