package dev.esssimulator;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.esssimulator.action.Action;
import dev.esssimulator.action.Actions;
import dev.esssimulator.action.EssCall;
import dev.esssimulator.gateway.AccessKeys;
import dev.esssimulator.gateway.Envelope;
import dev.esssimulator.gateway.Gateway;
import dev.esssimulator.gateway.GatewayException;
import dev.esssimulator.gateway.RpcParameters;
import dev.esssimulator.gateway.RpcRequest;
import dev.esssimulator.http.HttpRequest;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.Wire;
import dev.esssimulator.state.Account;
import dev.esssimulator.state.Recent;

/**
 * Processes a request: records it, applies the gateway's checks and faults, and executes
 * its action.
 */
final class Reception {

	private final SimulatorSettings settings;

	private final SimulatorClock clock;

	private final Account account;

	private final FaultQueue faults;

	private final Gateway gateway;

	private final Recent<ReceivedRequest> received;

	Reception(SimulatorSettings settings, SimulatorClock clock, AccessKeys accessKeys, Account account,
			FaultQueue faults) {
		this.settings = settings;
		this.clock = clock;
		this.account = account;
		this.faults = faults;
		this.received = new Recent<>(settings.remembered());
		this.gateway = new Gateway(settings, clock, accessKeys, parameterChecks());
	}

	private static Map<String, Consumer<RpcParameters>> parameterChecks() {
		return Actions.ALL.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (action) -> action.getValue()::check));
	}

	void handle(HttpRequest http, Wire wire) throws IOException {
		RpcRequest request = RpcRequest.of(http);
		this.received.add(new ReceivedRequest(this.clock.now(), http.method(), request.action(),
				request.parameters().all(), http.headers(), request.signatureVersion()));
		Envelope envelope = Envelope.of(request, this.clock.gatewayNow());
		try {
			this.gateway.check(request);
		}
		catch (GatewayException ex) {
			wire.send(envelope.error(ex.error(), this.settings.wording()));
			return;
		}
		Fault fault = this.faults.takeFor(request.action());
		if (fault != null) {
			fault.happen(() -> perform(request, envelope), envelope, wire);
		}
		else {
			wire.send(perform(request, envelope));
		}
	}

	private HttpResponse perform(RpcRequest request, Envelope envelope) {
		try {
			Action action = Actions.named(request.action());
			return envelope.success(this.account.alone(() -> action
				.answer(new EssCall(request.parameters(), this.account, this.settings, this.clock.now()))));
		}
		catch (GatewayException ex) {
			return envelope.error(ex.error(), this.settings.wording());
		}
	}

	List<ReceivedRequest> received() {
		return this.received.list();
	}

	void forget() {
		this.received.clear();
		this.gateway.forget();
	}

}
