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
 * Reads JSON without nulls. Jackson's own switch against them also refuses a field that
 * is left out, which is what our callers are asked to do instead.
 */
@SuppressWarnings("serial") // never serialized
final class NullRejectingJsonFactory extends JsonFactory {

	NullRejectingJsonFactory(int deepest) {
		super(JsonFactory.builder()
			// BodyCoding has seen to it.
			.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(deepest).build()));
	}

	@Override
	public JsonParser createParser(ObjectReadContext context, InputStream body) {
		return new NullFreeParser(super.createParser(context, body));
	}

	private static final class NullFreeParser extends JsonParserDelegate {

		private NullFreeParser(JsonParser parser) {
			super(parser);
		}

		@Override
		public JsonToken nextToken() {
			return refuseNull(super.nextToken());
		}

		@Override
		public JsonToken nextValue() {
			return refuseNull(super.nextValue());
		}

		@Override
		public String nextStringValue() {
			String value = super.nextStringValue();
			refuseNull(currentToken());
			return value;
		}

		private JsonToken refuseNull(JsonToken token) {
			if (token == JsonToken.VALUE_NULL) {
				throw new NullException(this);
			}
			return token;
		}

	}

	/** There is a null. */
	static final class NullException extends StreamReadException {

		private NullException(JsonParser parser) {
			super(parser, "null");
		}

	}

}
