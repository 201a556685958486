package dev.essfacade.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A request or response that is not JSON is rejected without an ESS call. */
@FacadeTest
class MediaTypeTests {

	private static final String DETACH = Caller.GROUP + "/load-balancers/detach";

	private static final String BODY = "{\"loadBalancers\": [\"" + Seeds.LOAD_BALANCERS.getFirst() + "\"]}";

	private final EssSimulator ess;

	private final Caller caller;

	MediaTypeTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@BeforeEach
	void seed() {
		this.ess.add(Seeds.documented());
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/yaml", "application/xml", "image/png" })
	void rejectsADetachWithoutAnAcceptableMediaType(String accept) {
		Answer answer = this.caller.post(DETACH, BODY, "Accept", accept);
		assertThat(answer.status()).isEqualTo(406);
		assertThat(answer.field("code")).isEqualTo("not-acceptable");
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/yaml", "application/xml", "text/plain", "application/vnd.x+json",
			"application/x-www-form-urlencoded", "application/cbor" })
	void rejectsABodyWhoseContentTypeIsNotJson(String type) {
		Answer answer = this.caller.send(
				HttpRequest.newBuilder(this.caller.service().resolve(DETACH)).POST(BodyPublishers.ofString(BODY)),
				"Content-Type", type);
		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.field("code")).isEqualTo("unsupported-media-type");
		assertThat(this.ess.received()).isEmpty();
	}

	/**
	 * A body whose Content-Type names another charset is rejected, because JSON is UTF-8.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "ISO-8859-1", "windows-1252", "US-ASCII", "GB18030", "UTF-16", "utf-32", "klingon" })
	void rejectsABodyInAnotherCharset(String charset) {
		isNotRead(post(BODY.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json;charset=" + charset));
	}

	/**
	 * A gateway that inspects bodies reads them as UTF-8. It must see the same request as
	 * the service.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE" })
	void rejectsABodyInAnUndeclaredCharset(String charset) {
		Answer answer = post(BODY.getBytes(Charset.forName(charset)), "Content-Type", "application/json");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("invalid-request");
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "text/plain;charset=klingon", "application/json;charset=", "a/b/c", "" })
	void ignoresTheBodyOfAGet(String type) {
		HttpRequest.Builder read = HttpRequest.newBuilder(this.caller.service().resolve("/api/v1/regions"))
			.method("GET", BodyPublishers.ofString("{}"));
		assertThat(this.caller.send(read, "Content-Type", type, "Content-Encoding", "gzip").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "charset=utf-8", "charset=UTF-8", "charset=\"utf-8\"", "CHARSET=Utf-8" })
	void acceptsABodyDeclaredAsUtf8(String charset) {
		assertThat(post(BODY.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json;" + charset).status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "deflate", "identity, gzip", "x-own", "" })
	void rejectsABodyDeclaredAsCompressed(String coding) {
		byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
		isNotRead(post(body, "Content-Type", "application/json", "Content-Encoding", coding));
		isNotRead(post(body, "Content-Type", "application/json", "Content-Encoding", "identity", "Content-Encoding",
				coding));
		Answer chunked = this.caller.send(
				HttpRequest.newBuilder(this.caller.service().resolve(DETACH))
					.POST(BodyPublishers.ofByteArrays(List.of(body))),
				"Content-Type", "application/json", "Content-Encoding", coding);
		isNotRead(chunked);
	}

	@Test
	void acceptsTheContentEncodingIdentity() {
		assertThat(this.caller.post(DETACH, BODY, "Content-Encoding", "Identity").status()).isEqualTo(200);
		assertThat(this.caller.get("/api/v1/regions", "Content-Encoding", "gzip").status()).as("there is no body")
			.isEqualTo(200);
	}

	private Answer post(byte[] body, String... headers) {
		return this.caller.send(
				HttpRequest.newBuilder(this.caller.service().resolve(DETACH)).POST(BodyPublishers.ofByteArray(body)),
				headers);
	}

	private void isNotRead(Answer answer) {
		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.field("code")).isEqualTo("unsupported-media-type");
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json", "application/*;q=0.1", "text/html, application/json;q=0.5",
			"application/json;q=1.1" })
	void respondsToACallerThatAcceptsJson(String accept) {
		assertThat(this.caller.post(DETACH, BODY, "Accept", accept).status()).isEqualTo(200);
	}

}
