package dev.essfacade.ess.credentials;

/** There are no valid credentials at the moment. */
@SuppressWarnings("serial") // never serialized
public final class CredentialsUnavailableException extends RuntimeException {

	CredentialsUnavailableException() {
		super("There are no valid credentials at the moment");
	}

}
