package dev.essfacade.ess;

import org.springframework.context.ApplicationContext;

/**
 * Lets a test that shares a service with others find its door as after the start: with
 * all retries left, and no region held to be dead.
 */
public final class FreshEssClient {

	private FreshEssClient() {
	}

	public static void in(ApplicationContext service) {
		ResilienceRegistry registry = service.getBean(ResilienceRegistry.class);
		service.getBean(EssRegions.class).ids().stream().map(registry::of).forEach((region) -> {
			region.budget().refund(Integer.MAX_VALUE);
			region.breaker().onResponse();
		});
	}

}
