package dev.esssimulator.action;

import java.time.Instant;

import dev.esssimulator.SimulatorSettings;
import dev.esssimulator.gateway.RpcParameters;
import dev.esssimulator.state.Account;

/** A request that has passed the checks of the gateway. */
public record EssCall(RpcParameters parameters, Account account, SimulatorSettings settings, Instant now) {

	void requireRegion() {
		String region = this.parameters.text("RegionId");
		if (region != null && !this.settings.regions().contains(region)) {
			throw EssErrors.noSuchRegion().asException();
		}
	}

}
