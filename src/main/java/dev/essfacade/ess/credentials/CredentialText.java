package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Cleans and checks the texts that credentials consist of, from every source. */
final class CredentialText {

	/** The rule that {@link #isUsable} checks. */
	static final String RULE = "It must consist of visible ASCII characters, without a space or line break inside.";

	/** White space, byte order marks and control characters. */
	private static final Pattern SURROUNDING = Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$");

	private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]+");

	private CredentialText() {
	}

	/** Removes surrounding white space and byte order marks; null if nothing is left. */
	static @Nullable String strip(@Nullable String text) {
		String stripped = (text != null) ? SURROUNDING.matcher(text).replaceAll("") : "";
		return stripped.isEmpty() ? null : stripped;
	}

	static boolean isUsable(String text) {
		return VISIBLE_ASCII.matcher(text).matches();
	}

	/**
	 * Strips a text that comes from a file or a response.
	 * @param name name of the file or field, for the message
	 * @throws IOException if the text is empty or unusable; the message does not quote it
	 */
	static String require(String name, @Nullable String text) throws IOException {
		@Nullable String stripped = strip(text);
		if (stripped == null) {
			throw new IOException(name + " is missing or empty");
		}
		if (!isUsable(stripped)) {
			throw new IOException(name + " is unusable. " + RULE);
		}
		return stripped;
	}

	/**
	 * Reads and strips a text file.
	 * @throws IOException if the file is missing, empty or unusable; the message names
	 * the file and does not quote its content
	 */
	static String read(Path file) throws IOException {
		return require(name(file), readIfPresent(file));
	}

	/**
	 * Reads and strips a text file; null if it is missing or empty.
	 * @throws IOException if the file is unusable
	 */
	static @Nullable String readIfPresent(Path file) throws IOException {
		try {
			@Nullable String text = Files.exists(file) ? strip(Files.readString(file)) : null;
			return (text != null) ? require(name(file), text) : null;
		}
		catch (CharacterCodingException _) {
			throw new IOException(name(file) + " is not in UTF-8");
		}
	}

	private static String name(Path file) {
		return "The file " + file.getFileName();
	}

}
