package dev.esssimulator.gateway;

import java.util.Map;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError.Words;

/** Errors of the gateway. */
public final class GatewayErrors {

	private GatewayErrors() {
	}

	@Behaviour(value = "a missing parameter", checkedAgainst = { Source.DOC, Source.OTHER }, switchedBy = "withWording")
	public static GatewayError missingParameter(String name) {
		return new GatewayError(
				new Words(400, "MissingParameter",
						"The input parameter \"%s\" that is mandatory for processing this request is not supplied."
							.formatted(name)),
				new Words(400, "Missing" + name, name + " is mandatory for this action."));
	}

	@Behaviour(value = "an invalid parameter", checkedAgainst = { Source.DOC, Source.OTHER },
			switchedBy = "withWording")
	public static GatewayError invalidParameter(String name) {
		return new GatewayError(
				new Words(400, "InvalidParameter",
						"The specified value of parameter \"%s\" is not valid.".formatted(name)),
				new Words(400, "Invalid" + name, "Specified parameter %s is not valid.".formatted(name)));
	}

	@Behaviour(value = "a format that is neither JSON nor XML: InvalidParameter.Format", checkedAgainst = Source.OTHER)
	static GatewayError badFormat() {
		return GatewayError.of(400, "InvalidParameter.Format", "Specified parameter format is not valid.");
	}

	@Behaviour(value = "an unknown action, path or method", checkedAgainst = { Source.DOC, Source.OTHER },
			switchedBy = "withWording")
	static GatewayError unknownAction() {
		return new GatewayError(new Words(400, "UnsupportedOperation", "The specified action is not supported."),
				new Words(404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method."));
	}

	@Behaviour(value = "an unknown version", checkedAgainst = { Source.DOC, Source.OTHER }, switchedBy = "withWording")
	static GatewayError unknownVersion() {
		return new GatewayError(new Words(400, "NoSuchVersion", "The specified version does not exist."),
				new Words(400, "InvalidVersion", "Specified parameter Version is not valid."));
	}

	@Behaviour(value = "an unknown access key", checkedAgainst = { Source.DOC, Source.OTHER },
			switchedBy = "withWording")
	static GatewayError unknownAccessKey() {
		return new GatewayError(
				new Words(400, "InvalidAccessKeyId.NotFound",
						"The Access Key ID provided does not exist in our records."),
				new Words(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."));
	}

	@Behaviour(value = "a revoked access key: InvalidAccessKeyId.Inactive", checkedAgainst = Source.OTHER)
	static GatewayError inactiveAccessKey() {
		return GatewayError.of(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
	}

	@Behaviour(value = "the codes for a security token that is missing, wrong or expired",
			checkedAgainst = Source.OTHER)
	@Behaviour("status and text for a security token that is missing, wrong or expired")
	static GatewayError securityToken(String code) {
		return GatewayError.of(400, code, "Specified SecurityToken is missing, malformed or expired.");
	}

	@Behaviour(value = "a timestamp that differs by more than 15 minutes: InvalidTimeStamp.Expired",
			checkedAgainst = Source.OTHER, switchedBy = "withTimestampTolerance")
	static GatewayError expiredTimestamp() {
		return GatewayError.of(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
	}

	@Behaviour(value = "a malformed timestamp: InvalidTimeStamp.Format", checkedAgainst = Source.OTHER)
	static GatewayError badTimestamp() {
		return GatewayError.of(400, "InvalidTimeStamp.Format",
				"Specified time stamp or date value is not well formatted.");
	}

	@Behaviour(value = "a wrong signature; its error contains the string that the gateway signed",
			checkedAgainst = { Source.DOC, Source.OTHER, Source.SDK }, switchedBy = "withWording")
	static GatewayError wrongSignature(String stringToSign) {
		return new GatewayError(
				new Words(403, "SignatureDoesNotMatch",
						"The signature we calculated does not match the one you provided."),
				new Words(400, "SignatureDoesNotMatch",
						"Specified signature is not matched with our calculation. server string to sign is:"
								+ stringToSign));
	}

	@Behaviour(value = "a malformed signature: IncompleteSignature", checkedAgainst = Source.OTHER)
	static GatewayError incompleteSignature() {
		return GatewayError.of(400, "IncompleteSignature",
				"The request signature does not conform to Aliyun standards.");
	}

	@Behaviour(value = "a repeated nonce: SignatureNonceUsed", checkedAgainst = Source.OTHER)
	static GatewayError usedNonce() {
		return GatewayError.of(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
	}

	@Behaviour(value = "too many requests", checkedAgainst = { Source.DOC, Source.OTHER }, switchedBy = "withWording")
	@Behaviour(value = "the header X-RateLimit-User-API with Remain and TimeLeft in milliseconds",
			checkedAgainst = Source.SDK)
	static GatewayError throttled(long timeLeft) {
		return new GatewayError(new Words(400, "Throttling", "Request was denied due to request throttling."),
				new Words(400, "Throttling.User", "Request was denied due to user flow control."),
				Map.of("X-RateLimit-User-API", "Remain:0,TimeLeft:" + timeLeft));
	}

}
