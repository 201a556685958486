package dev.essfacade.scalingactivity;

import dev.essfacade.web.EntityTag;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Weak entity tag of an activity. All replicas return the same tag for states that differ
 * only in the request id.
 */
@Component
class ActivityETag {

	private final JsonMapper json;

	ActivityETag(JsonMapper json) {
		this.json = json;
	}

	String of(ScalingActivity activity) {
		return "W/\"" + opaque(activity) + '"';
	}

	/** Returns the part of the tag between the quotes. */
	String opaque(ScalingActivity activity) {
		return EntityTag.opaque(this.json.writeValueAsBytes(activity.withRequestId("")));
	}

}
