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

/** The canaries of a test run, and the check that they do not sing. */
public final class KnownSecrets {

	private static final List<String> CANARIES = List.of(SimulatedEss.KEY.id(), SimulatedEss.KEY.secret(),
			Objects.requireNonNull(SimulatedEss.KEY.securityToken()), "CanarySecurityToken",
			// Of a role: what STS gives out, and the token that it is given out for.
			"STS.simulated", "sts-secret-", "sts-token-", StsSimulator.OIDC_TOKEN,
			// Of the egress proxy, also as its header has it.
			"CanaryProxyPassword",
			Base64.getEncoder().encodeToString(ConnectProxy.CREDENTIALS.getBytes(StandardCharsets.US_ASCII)));

	private static final Pattern ACS3 = Pattern.compile("(?<=Signature=)[0-9a-f]{64}");

	private KnownSecrets() {
	}

	/**
	 * Fails when a canary, or a signature that the simulator has seen, is in a text that
	 * somebody else may read.
	 */
	public static void mustNotBeIn(String what, String text) {
		Stream.concat(CANARIES.stream(), signatures().stream()).filter(text::contains).forEach((secret) -> {
			throw new AssertionError("A secret is in " + what + ": " + text.replace(secret, "<the secret>"));
		});
	}

	/** The same for many texts. */
	public static void mustNotBeInAny(String what, Collection<String> texts) {
		Set<String> signatures = signatures();
		texts.stream()
			.filter((text) -> areIn(text) || signatures.stream().anyMatch(text::contains))
			.findFirst()
			.ifPresent((text) -> mustNotBeIn(what, text));
	}

	/** Whether a canary is in the text. */
	public static boolean areIn(String text) {
		return CANARIES.stream().anyMatch(text::contains);
	}

	/** Of all requests that the simulator remembers, also as they stand in a URL. */
	public static Set<String> signatures() {
		return SimulatedEss.simulator()
			.received()
			.stream()
			.flatMap(KnownSecrets::signatures)
			.filter((signature) -> signature.length() > 20)
			.flatMap((signature) -> Stream.of(signature, URLEncoder.encode(signature, StandardCharsets.US_ASCII)))
			.collect(Collectors.toSet());
	}

	/** Of the old way and of the new one. */
	private static Stream<String> signatures(ReceivedRequest request) {
		return Stream.concat(Stream.of(request.parameters().getOrDefault("Signature", "")),
				ACS3.matcher(request.headers().getOrDefault("authorization", "")).results().map(MatchResult::group));
	}

}
