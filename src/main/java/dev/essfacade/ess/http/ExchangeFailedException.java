package dev.essfacade.ess.http;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP exchange without a complete response. The message names the host and the types
 * of the causes. It leaves out the causes' messages, since they can contain a URL.
 */
@SuppressWarnings("serial") // never serialized
public final class ExchangeFailedException extends IOException {

	private final Stage stage;

	private final String detail;

	ExchangeFailedException(Stage stage, String detail, String host, @Nullable Throwable cause) {
		super(host + ": " + detail + types(": ", cause, ""), cause);
		this.stage = stage;
		this.detail = detail;
	}

	/**
	 * Returns the types of a failure and its causes, for a log line.
	 * @param before text before the types
	 * @param failure the failure, or null
	 * @param after text after the types
	 * @return an empty string for null
	 */
	public static String types(String before, @Nullable Throwable failure, String after) {
		return (failure == null) ? ""
				: Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
					.map((link) -> link.getClass().getSimpleName())
					.collect(Collectors.joining(" < ", before, after));
	}

	/** Returns the stage at which the exchange failed. */
	public Stage stage() {
		return this.stage;
	}

	/** Returns what failed, in words that contain neither a host nor a secret. */
	public String detail() {
		return this.detail;
	}

	/** The stages at which an exchange can fail. */
	public enum Stage {

		/** Nothing was sent: the connection pool was exhausted. */
		NO_FREE_CONNECTION("no pooled connection was free"),

		/** Nothing was sent: there was no connection or proxy tunnel to the host. */
		NOT_SENT("no connection, the request was not sent"),

		/** The request may have arrived. The time limit ended the wait. */
		TIMED_OUT("no complete response in time"),

		/** The request may have arrived. The connection was lost. */
		CONNECTION_LOST("the connection was lost before the response was complete"),

		/** The response exceeded the size limit. */
		RESPONSE_TOO_LONG("the response is too long");

		private final String text;

		Stage(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

}
