package dev.essfacade.web.json;

import java.io.InputStream;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Parses UTF-8 JSON and rejects every null. Callers omit a field instead of sending null.
 * Jackson's own setting against nulls would reject absent fields, too.
 */
@SuppressWarnings("serial") // never serialized
final class NullRejectingJsonFactory extends JsonFactory {

	NullRejectingJsonFactory(StreamReadConstraints constraints) {
		super(JsonFactory.builder()
			// BodyEncodingInterceptor has rejected other charsets.
			.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
			.streamReadConstraints(constraints));
	}

	@Override
	public JsonParser createParser(ObjectReadContext context, InputStream body) {
		return new NullRejectingParser(super.createParser(context, body));
	}

	private static final class NullRejectingParser extends JsonParserDelegate {

		private NullRejectingParser(JsonParser parser) {
			super(parser);
		}

		@Override
		public JsonToken nextToken() {
			return rejectNull(super.nextToken());
		}

		@Override
		public JsonToken nextValue() {
			return rejectNull(super.nextValue());
		}

		@Override
		public String nextStringValue() {
			String value = super.nextStringValue();
			rejectNull(currentToken());
			return value;
		}

		private JsonToken rejectNull(JsonToken token) {
			if (token == JsonToken.VALUE_NULL) {
				throw new NullException(this);
			}
			return token;
		}

	}

	/** Thrown if the body contains a JSON null. */
	static final class NullException extends StreamReadException {

		private NullException(JsonParser parser) {
			super(parser, "null");
		}

	}

}
