package dev.essfacade.web.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.mock.http.MockHttpOutputMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BoundedJsonConverterTests {

	private final AtomicLong nanos = new AtomicLong();

	private final BoundedJsonConverter converter = new BoundedJsonConverter(new JsonMapper(), this.nanos::get);

	@Test // S4
	void aBodyThatArrivesSlowlyIsATimeout() {
		InputStream slow = new InputStream() {

			@Override
			public int read() {
				return ' ';
			}

			@Override
			public int read(byte[] buffer, int offset, int length) {
				BoundedJsonConverterTests.this.nanos.addAndGet(4_000_000_000L);
				buffer[offset] = ' ';
				return 1;
			}

		};
		fails(slow, -1, ProblemCode.REQUEST_TIMEOUT);
		assertThat(this.nanos.get()).isLessThan(2 * BoundedJsonConverter.BODY_TIMEOUT.toNanos());
	}

	@ParameterizedTest
	@CsvSource({ "65537, 65537", "65537, -1", "70000, -1", "10, 65537" })
	void aBodyOver64KibIsTooLarge(int size, long statedLength) {
		fails(new ByteArrayInputStream(new byte[size]), statedLength, ProblemCode.BODY_TOO_LARGE);
	}

	@ParameterizedTest
	@CsvSource({ "65536, 65536", "65536, -1", "1024, -1", "2, 2" })
	void aBodyUpTo64KibIsRead(int size, long statedLength) throws IOException {
		byte[] body = ("1" + " ".repeat(size - 1)).getBytes(StandardCharsets.US_ASCII);
		assertThat(read(new ByteArrayInputStream(body), statedLength)).isEqualTo(1);
	}

	@Test // R1
	void nothingIsWrittenOfAResponseThatCannotBeSerialized() {
		MockHttpOutputMessage message = new MockHttpOutputMessage();
		assertThatException()
			.isThrownBy(() -> this.converter.write(new Broken("a"), MediaType.APPLICATION_JSON, message));
		assertThat(message.getBodyAsBytes()).isEmpty();
	}

	private void fails(InputStream body, long statedLength, ProblemCode code) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(body, statedLength))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private Object read(InputStream body, long statedLength) throws IOException {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		if (statedLength >= 0) {
			headers.setContentLength(statedLength);
		}
		return this.converter.read(ResolvableType.forClass(Integer.class), new HttpInputMessage() {

			@Override
			public HttpHeaders getHeaders() {
				return headers;
			}

			@Override
			public InputStream getBody() {
				return body;
			}

		}, null);
	}

	/** A record whose serialization fails after the first field. */
	record Broken(String first) {

		public String getSecond() {
			if (this.first.equals("a")) {
				throw new IllegalStateException("cannot be serialized");
			}
			return "b";
		}

	}

}
