package dev.essfacade.ess.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** An HTTP exchange that ended without a whole answer. */
@SuppressWarnings("serial") // never serialized
public final class ExchangeFailedException extends IOException {

	private final Stage stage;

	ExchangeFailedException(Stage stage, @Nullable Throwable cause) {
		super(stage.text, cause);
		this.stage = stage;
	}

	/** How far the exchange came. */
	public Stage stage() {
		return this.stage;
	}

	/** How far an exchange came. */
	public enum Stage {

		/** Not a byte of the request left: too many others hold connections. */
		NO_FREE_CONNECTION("no connection was free"),

		/** Not a byte of the request left: nobody was reached. */
		NOT_SENT("the request was never sent"),

		/** The request may have arrived; the time was up. */
		TIMED_OUT("no whole answer in time"),

		/** The request may have arrived; the connection broke. */
		BROKEN_OFF("the connection broke before a whole answer"),

		/** The answer was longer than any of ESS's. */
		TOO_LONG("the answer is too long");

		private final String text;

		Stage(String text) {
			this.text = text;
		}

		/** The stage in words. */
		public String text() {
			return this.text;
		}

	}

}
