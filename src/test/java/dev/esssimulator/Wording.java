package dev.esssimulator;

/** Whose words the gateway uses for its refusals; both occur in the wild. */
public enum Wording {

	/** The table of common errors in the ESS documentation. */
	ESS_DOC,

	/** The texts of the RPC gateway in front of ESS. */
	GATEWAY

}
