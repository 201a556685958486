package dev.esssimulator;

/** Wording of the gateway's errors; both occur in practice. */
public enum Wording {

	/** Wording of the common errors in the ESS documentation. */
	ESS_DOC,

	/** Wording of the RPC gateway of ESS. */
	GATEWAY

}
