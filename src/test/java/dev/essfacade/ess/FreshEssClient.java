package dev.essfacade.ess;

import org.springframework.context.ApplicationContext;

/**
 * Resets the ESS client of a shared service: a full retry budget and closed circuit
 * breakers.
 */
public final class FreshEssClient {

	private FreshEssClient() {
	}

	public static void in(ApplicationContext service) {
		EssRegions regions = service.getBean(EssRegions.class);
		regions.ids().stream().map(regions::of).forEach((region) -> {
			region.budget().refund(Integer.MAX_VALUE);
			region.breaker().onResponse();
		});
	}

}
