package dev.essfacade.scalingactivity;

import java.util.Map;
import java.util.Objects;

import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** Clears the cached activities of a shared service. */
public final class FreshActivities {

	private FreshActivities() {
	}

	public static void in(ApplicationContext service) {
		service.getBean(ActivityCache.class).clear();
	}

	/** Whether no poll is in flight. */
	public static boolean isIdle(ApplicationContext service) {
		Map<?, ?> regions = (Map<?, ?>) Objects
			.requireNonNull(ReflectionTestUtils.getField(service.getBean(ActivityPoller.class), "regions"));
		return regions.values()
			.stream()
			.allMatch((region) -> Objects.equals(ReflectionTestUtils.getField(region, "inFlight"), 0));
	}

}
