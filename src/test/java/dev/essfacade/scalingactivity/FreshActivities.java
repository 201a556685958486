package dev.essfacade.scalingactivity;

import org.springframework.context.ApplicationContext;

/** Clears the cached activities of a shared service. */
public final class FreshActivities {

	private FreshActivities() {
	}

	public static void in(ApplicationContext service) {
		service.getBean(ActivityCache.class).clear();
	}

}
