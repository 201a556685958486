package dev.essfacade.startup;

/** The service cannot start without a setting that nobody has made. */
@SuppressWarnings("serial") // never serialized
class MissingSettingException extends RuntimeException {

	MissingSettingException(String whatIsMissing) {
		super(whatIsMissing);
	}

}
