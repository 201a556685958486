package dev.esssimulator;

/** Checks of ESS before a write, in their inferred order. */
public enum EssCheck {

	REGION, GROUP, CLIENT_TOKEN, GROUP_STATE, ACTIVITY_IN_PROGRESS, ATTACHMENTS, QUOTA

}
