package dev.esssimulator.gateway;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.esssimulator.AccessKey;
import dev.esssimulator.Behaviour;
import dev.esssimulator.GatewayCheck;
import dev.esssimulator.SimulatorClock;
import dev.esssimulator.SimulatorSettings;
import dev.esssimulator.Source;
import dev.esssimulator.Throttling;

/**
 * Accepts complete, fresh requests with a known access key's signature, within the rate
 * limit.
 */
public final class Gateway {

	private static final String VERSION = "2014-08-28";

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'",
			Locale.ROOT);

	private final SimulatorSettings settings;

	private final SimulatorClock clock;

	private final AccessKeys accessKeys;

	/** Parameter check of each action, by the action's name. */
	private final Map<String, Consumer<RpcParameters>> actions;

	private final UsedNonces nonces = new UsedNonces();

	private final TokenBuckets buckets = new TokenBuckets();

	public Gateway(SimulatorSettings settings, SimulatorClock clock, AccessKeys accessKeys,
			Map<String, Consumer<RpcParameters>> actions) {
		this.settings = settings;
		this.clock = clock;
		this.accessKeys = accessKeys;
		this.actions = actions;
	}

	/** Checks the request; a failed check throws a {@link GatewayException}. */
	@Behaviour(value = "the order of the gateway's checks", switchedBy = "withGatewayOrder")
	public void check(RpcRequest request) {
		Signature signature = request.signature();
		for (GatewayCheck check : this.settings.gatewayOrder()) {
			switch (check) {
				case FORMAT -> checkFormat(request);
				case ACTION_AND_VERSION -> checkActionAndVersion(request);
				case ACCESS_KEY -> accessKeyOf(signature);
				case TIMESTAMP -> checkTimestamp(signature.timestamp());
				case SIGNATURE -> checkSignature(signature);
				case NONCE -> checkNonce(signature);
				case THROTTLING -> checkThrottling(request.action());
				case PARAMETERS -> parametersOf(request.action()).accept(request.parameters());
			}
		}
	}

	public void forget() {
		this.nonces.forget();
		this.buckets.forget();
	}

	@Behaviour(value = "Format is JSON or XML in any case, JSON when absent", checkedAgainst = Source.DOC)
	private void checkFormat(RpcRequest request) {
		String format = request.parameters().text("Format", "JSON");
		if (!format.equalsIgnoreCase("JSON") && !format.equalsIgnoreCase("XML")) {
			throw GatewayErrors.badFormat().asException();
		}
	}

	@Behaviour(value = "GET and POST on /, version 2014-08-28", checkedAgainst = { Source.META, Source.SDK })
	@Behaviour(value = "Action and Version come from the parameters, else from the x-acs- headers",
			checkedAgainst = Source.SDK)
	private void checkActionAndVersion(RpcRequest request) {
		boolean served = request.http().path().equals("/") && Set.of("GET", "POST").contains(request.http().method());
		if (!served || !this.actions.containsKey(request.action())) {
			throw GatewayErrors.unknownAction().asException();
		}
		if (!request.version().equals(VERSION)) {
			throw GatewayErrors.unknownVersion().asException();
		}
	}

	private AccessKey accessKeyOf(Signature signature) {
		return this.accessKeys.find(signature.accessKeyId(), signature.securityToken());
	}

	@Behaviour(value = "timestamps are UTC, yyyy-MM-ddTHH:mm:ssZ", checkedAgainst = Source.DOC)
	private void checkTimestamp(String timestamp) {
		try {
			Instant signedAt = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
			Duration off = Duration.between(signedAt, this.clock.gatewayNow()).abs();
			if (off.compareTo(this.settings.timestampTolerance()) > 0) {
				throw GatewayErrors.expiredTimestamp().asException();
			}
		}
		catch (DateTimeException ex) {
			throw GatewayErrors.badTimestamp().asException();
		}
	}

	private void checkSignature(Signature signature) {
		if (!signature.isMadeWith(accessKeyOf(signature).secret())) {
			throw GatewayErrors.wrongSignature(signature.stringToSign()).asException();
		}
	}

	private void checkNonce(Signature signature) {
		this.nonces.use(signature.accessKeyId(), signature.nonce(), this.clock.gatewayNow(),
				this.settings.timestampTolerance());
	}

	private void checkThrottling(String action) {
		Throttling throttling = this.settings.throttling();
		if (throttling != null) {
			this.buckets.take(action, throttling, this.clock.now());
		}
	}

	private Consumer<RpcParameters> parametersOf(String action) {
		return this.actions.getOrDefault(action, (parameters) -> {
			throw GatewayErrors.unknownAction().asException();
		});
	}

}
