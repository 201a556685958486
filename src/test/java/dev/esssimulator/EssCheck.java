package dev.esssimulator;

/** What ESS looks at before a write takes effect, in the order it is believed to. */
public enum EssCheck {

	REGION, GROUP, CLIENT_TOKEN, GROUP_STATE, ACTIVITY_IN_PROGRESS, ATTACHMENTS, QUOTA

}
