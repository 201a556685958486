package dev.esssimulator;

/**
 * What the gateway looks at before ESS sees a request, in the order it is believed to.
 */
public enum GatewayCheck {

	FORMAT, ACTION_AND_VERSION, ACCESS_KEY, TIMESTAMP, SIGNATURE, NONCE, THROTTLING, PARAMETERS

}
