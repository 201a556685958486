package dev.essfacade.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.esssimulator.ReceivedRequest;
import dev.esssimulator.sts.StsSimulator;

import org.springframework.util.Assert;

/** Canary secrets of a test run, and the check that no text contains them. */
public final class KnownSecrets {

	private static final List<String> CANARIES = List.of(SimulatedEss.KEY.id(), SimulatedEss.KEY.secret(),
			Objects.requireNonNull(SimulatedEss.KEY.securityToken()), "CanarySecurityToken",
			// Credentials of a role: what STS issues, and the OIDC token.
			"STS.simulated", "sts-secret-", "sts-token-", StsSimulator.OIDC_TOKEN,
			// Password of the egress proxy, plain and in the proxy header's Base64.
			"CanaryProxyPassword",
			Base64.getEncoder().encodeToString(ConnectProxy.CREDENTIALS.getBytes(StandardCharsets.US_ASCII)));

	private static final Pattern ACS3 = Pattern.compile("(?<=Signature=)[0-9a-f]{64}");

	/**
	 * A signature of version 1 is the Base64 of 20 bytes, possibly URL-encoded. A
	 * signature of version 3 is 32 bytes in hex.
	 */
	private static final Pattern LIKE_A_SIGNATURE = Pattern
		.compile("(?:[A-Za-z0-9+/]|%2B|%2F){27}(?:=|%3D)|[0-9a-f]{64}");

	/** Number of characters of the shortest signature, without padding. */
	private static final int SHORTEST_WORD = 27;

	private KnownSecrets() {
	}

	/**
	 * Fails if the text contains a canary or a signature that the simulator has received.
	 */
	public static void mustNotBeIn(String what, String text) {
		Set<String> signatures = canHoldASignature(text) ? signatures() : Set.of();
		Stream.concat(CANARIES.stream(), signatures.stream()).filter(text::contains).forEach((secret) -> {
			throw new AssertionError("A secret is in " + what + ": " + text.replace(secret, "<the secret>"));
		});
	}

	/** Fails if one of the texts contains a canary or a received signature. */
	public static void mustNotBeInAny(String what, Collection<String> texts) {
		Set<String> signatures = signatures();
		texts.stream()
			.filter((text) -> isContainedIn(text)
					|| (canHoldASignature(text) && signatures.stream().anyMatch(text::contains)))
			.findFirst()
			.ifPresent((text) -> mustNotBeIn(what, text));
	}

	/**
	 * Whether the text may contain a signature. Searches long words only, because the
	 * pattern is too slow for whole documents.
	 */
	private static boolean canHoldASignature(String text) {
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i == text.length() || !isInWord(text.charAt(i))) {
				int end = Math.min(i + 1, text.length());
				if (i - start >= SHORTEST_WORD && LIKE_A_SIGNATURE.matcher(text).region(start, end).find()) {
					return true;
				}
				start = i + 1;
			}
		}
		return false;
	}

	private static boolean isInWord(char c) {
		return (c < 128 && Character.isLetterOrDigit(c)) || c == '+' || c == '/' || c == '%';
	}

	/** Whether the text contains a canary. */
	public static boolean isContainedIn(String text) {
		return CANARIES.stream().anyMatch(text::contains);
	}

	/** Returns the signatures of all recorded requests, also URL-encoded. */
	public static Set<String> signatures() {
		return SimulatedEss.simulator()
			.received()
			.stream()
			.flatMap(KnownSecrets::signatures)
			.filter((signature) -> signature.length() > 20)
			.map(KnownSecrets::requireKnownFormat)
			.flatMap((signature) -> Stream.of(signature, URLEncoder.encode(signature, StandardCharsets.US_ASCII)))
			.collect(Collectors.toSet());
	}

	/** Returns the signatures of a request, in either signature version. */
	private static Stream<String> signatures(ReceivedRequest request) {
		return Stream.concat(Stream.of(request.parameters().getOrDefault("Signature", "")),
				ACS3.matcher(request.headers().getOrDefault("authorization", "")).results().map(MatchResult::group));
	}

	private static String requireKnownFormat(String signature) {
		Assert.state(LIKE_A_SIGNATURE.matcher(signature).matches(), "A signature has an unknown format");
		return signature;
	}

}
