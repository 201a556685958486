package dev.esssimulator.gateway;

import dev.esssimulator.Wording;

/** Why a request is not granted, in both wordings. */
public record Refusal(Words documented, Words gateway) {

	public static Refusal of(int status, String code, String message) {
		Words words = new Words(status, code, message);
		return new Refusal(words, words);
	}

	Words in(Wording wording) {
		return (wording == Wording.ESS_DOC) ? this.documented : this.gateway;
	}

	public RefusedException asException() {
		return new RefusedException(this);
	}

	/** One way to say it. */
	record Words(int status, String code, String message) {
	}

}
