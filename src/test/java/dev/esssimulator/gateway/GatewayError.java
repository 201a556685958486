package dev.esssimulator.gateway;

import java.util.Map;

import dev.esssimulator.Wording;

/**
 * An error of the gateway in both wordings.
 *
 * @param headers headers in addition to the usual ones
 */
public record GatewayError(Words documented, Words gateway, Map<String, String> headers) {

	GatewayError(Words documented, Words gateway) {
		this(documented, gateway, Map.of());
	}

	public static GatewayError of(int status, String code, String message) {
		Words words = new Words(status, code, message);
		return new GatewayError(words, words);
	}

	Words in(Wording wording) {
		return (wording == Wording.ESS_DOC) ? this.documented : this.gateway;
	}

	public GatewayException asException() {
		return new GatewayException(this);
	}

	/** Status, code and message of an error. */
	record Words(int status, String code, String message) {
	}

}
