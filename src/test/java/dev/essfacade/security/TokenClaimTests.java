package dev.essfacade.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Access tokens with a valid signature and claims of every JSON type. */
class TokenClaimTests {

	private static final List<String> REGISTERED = List.of("iss", "sub", "aud", "exp", "nbf", "iat", "scope", "scp",
			"jti", "cnf");

	/** Claims that an access rule may compare and that nothing else reads. */
	private static final List<String> OTHERS = List.of("azp", "client_id", "groups", "roles", "realm_access", "act",
			"nonce", "email", "typ", "auth_time", "a.b", "scope.a", "", "\\u0000", "\\ud800");

	private static final List<String> VALUES = Stream.concat(Stream.of("null", "true", "false", "0", "-1", "1", "1.5",
			"1e3", "-0.0", "253402300799", "253402300800", "9223372036854775", "9223372036854775807",
			"9223372036854775808", "-9223372036854775809", "1e300", "-1e300", "1e999", "\"\"", "\" \"", "\"x\"",
			"\"ess.read\"", "\"2026-01-01T00:00:00Z\"", "\"1e300\"", "\"99999999999\"", "\"http://[\"", "\"\\u0000\"",
			"\"\\ud800\"", "[]", "[null]", "[1]", "[true]", "[\"ess.read\"]", "[\"ess.read\",1]", "[\"ess.read\",null]",
			"[[\"ess.read\"]]", "[{}]", "[{\"\":\"ess.read\"}]", "{}", "{\"a\":\"ess.read\"}", "{\"\":\"ess.read\"}",
			"{\"jkt\":\"x\"}", "{\"jkt\":1}", "{\"x5t#S256\":\"x\"}", "{\"a\":null}"), nested())
		.toList();

	/**
	 * Cache of signed tokens. A signature takes 10 ms of processor time, and several
	 * tests send the same token.
	 */
	private static final Map<List<String>, String> TOKENS = new ConcurrentHashMap<>();

	private static final TestIssuer issuer = new TestIssuer();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with(issuer.settings());
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
	}

	@AfterAll
	static void stop() {
		facade.close();
		issuer.close();
	}

	/**
	 * The first permitted detach gets 200. Every later one gets 409, because the target
	 * is no longer attached.
	 */
	@Test
	void answersEveryClaimOfEveryTypeWith200Or401Or403() {
		List<String> surprises = Stream.concat(REGISTERED.stream(), OTHERS.stream())
			.flatMap((claim) -> VALUES.stream().map((value) -> List.of(claim, value)))
			.parallel()
			.flatMap((claim) -> Stream.of(read(claim.get(0), claim.get(1)), write(claim.get(0), claim.get(1)))
				.filter((answer) -> !List.of(200, 401, 403, 409).contains(answer.status()))
				.map((answer) -> claim + ": " + answer.status()))
			.toList();
		assertThat(surprises).isEmpty();
	}

	@Test
	void acceptsClaimsOfAnyTypeThatOnlyRulesRead() {
		List<String> rejected = OTHERS.stream()
			.flatMap((claim) -> VALUES.stream().map((value) -> List.of(claim, value)))
			.parallel()
			.filter((claim) -> !claim.get(1).startsWith("[[[") && !claim.get(1).startsWith("{\"a\":{"))
			.filter((claim) -> !claim.get(1).equals("1e999"))
			.filter((claim) -> read(claim.get(0), claim.get(1)).status() != 200)
			.map(List::toString)
			.toList();
		assertThat(rejected).isEmpty();
	}

	@ParameterizedTest
	@FieldSource("VALUES")
	void rejectsEveryTokenWithAConfirmationClaim(String value) {
		assertThat(read("cnf", value).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "1", "[1]", "[true]", "[\"ess.read\",1]", "[\"ess.read\",null]", "[null]",
			"[[\"ess.read\"]]", "[{\"a\":\"ess.read\"}]", "{}", "{\"a\":\"ess.read\"}", "{\"\":\"ess.read\"}" })
	void rejectsAScopeThatIsNeitherTextNorAListOfTexts(String value) {
		assertThat(read("scope", value).status()).isEqualTo(401);
		assertThat(read("scp", value).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "1", "null", "[]", "[1]", "[\"ess-facade\",1]", "[[\"ess-facade\"]]",
			"{\"a\":\"ess-facade\"}", "\"ESS-FACADE\"", "\"ess-facade \"" })
	void rejectsAnAudienceOfAnotherTypeOrSpelling(String value) {
		assertThat(read("aud", value).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			exp | 253402300800
			exp | 1e300
			exp | 9223372036854775807
			exp | 99999999999999999999
			exp | "4102444800"
			exp | "2100-01-01T00:00:00Z"
			exp | true
			exp | [4102444800]
			exp | {"a":4102444800}
			exp | null
			exp | -1e300
			nbf | 253402300800
			nbf | 1e300
			nbf | 9223372036854775807
			nbf | 9223372036854775
			nbf | "0"
			nbf | true
			nbf | []
			nbf | {}
			nbf | -1
			iat | 1e300
			iat | 9223372036854775807
			iat | "0"
			iat | false
			iat | [0]
			iat | {}
			iat | 4102444800
			""")
	void rejectsATimeClaimThatIsNotAValidTimestamp(String claim, String value) {
		assertThat(read(claim, value).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "exp, 4102444800", "exp, 4102444800.5", "exp, 253402300799", "exp, 41024448e2", "nbf, 0", "nbf, 1.5",
			"iat, 0", "iat, 1e3", "nbf, null", "iat, null", "scp, null" })
	void acceptsATimeThatIsADate(String claim, String value) {
		assertThat(read(claim, value).status()).isEqualTo(200);
	}

	@Test
	void comparesTheIssuerExactly() {
		String name = issuer.uri();
		for (String other : List.of(name.toUpperCase(Locale.ROOT), name.replace("http:", "HTTP:"),
				name.replace("http:", "Http:"), name + "/", name + "?", name + "#", name + " ", name + "/.",
				name.replace("127.0.0.1", "127.1"))) {
			assertThat(read("iss", '"' + other + '"').status()).as(other).isEqualTo(401);
		}
		for (String other : List.of("[\"" + name + "\"]", "{\"" + name + "\":1}", "null", "1")) {
			assertThat(read("iss", other).status()).as(other).isEqualTo(401);
		}
		assertThat(read("iss", '"' + name + '"').status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "true", "[\"somebody\"]", "{\"a\":\"somebody\"}", "\"\"" })
	void rejectsASubjectThatIsNoText(String value) {
		assertThat(read("sub", value).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "1", "\"x\"", "{", "{}{}", "{\"sub\":\"a\",\"sub\":\"b\"}", "{\"sub\":}",
			"{'sub':'a'}", "\u0000" })
	void rejectsAPayloadThatIsNoObject(String payload) throws JOSEException {
		assertThat(get(TestIssuer.sign(issuer.header().build(), payload, new RSASSASigner(issuer.key()))).status())
			.isEqualTo(401);
	}

	private static Answer read(String claim, String value) {
		return get(token(claim, value));
	}

	private static Answer write(String claim, String value) {
		return facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Authorization", "Bearer " + token(claim, value));
	}

	private static Answer get(String token) {
		return facade.caller().get("/api/v1/regions", "Authorization", "Bearer " + token);
	}

	private static String token(String claim, String value) {
		return TOKENS.computeIfAbsent(List.of(claim, value), (_) -> signed(claim, value));
	}

	private static String signed(String claim, String value) {
		Map<String, String> claims = new LinkedHashMap<>();
		claims.put("iss", '"' + issuer.uri() + '"');
		claims.put("sub", "\"somebody\"");
		claims.put("aud", "\"ess-facade\"");
		claims.put("exp", Long.toString(Instant.now().plusSeconds(900).getEpochSecond()));
		claims.put("scope", "\"ess.read ess.detach\"");
		claims.put(claim, value);
		String json = claims.entrySet()
			.stream()
			.map((member) -> '"' + member.getKey() + "\":" + member.getValue())
			.collect(Collectors.joining(",", "{", "}"));
		try {
			return TestIssuer.sign(issuer.header().build(), json, new RSASSASigner(issuer.key()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<String> nested() {
		List<String> nested = new ArrayList<>();
		for (int depth : new int[] { 3, 200, 253, 254, 255, 600 }) {
			nested.add("[".repeat(depth) + "1" + "]".repeat(depth));
			nested.add(String.join("", Collections.nCopies(depth, "{\"a\":")) + "1" + "}".repeat(depth));
		}
		return nested.stream();
	}

}
