package dev.esssimulator;

/** Checks of the gateway before ESS receives a request, in their inferred order. */
public enum GatewayCheck {

	FORMAT, ACTION_AND_VERSION, ACCESS_KEY, TIMESTAMP, SIGNATURE, NONCE, THROTTLING, PARAMETERS

}
