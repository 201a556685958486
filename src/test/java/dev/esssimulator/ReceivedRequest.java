package dev.esssimulator;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A received request, accepted or rejected.
 *
 * @param parameters parameters of query and form, decoded
 * @param headers headers by lower-case name
 * @param signatureVersion {@code 1.0} or {@code ACS3}
 */
public record ReceivedRequest(Instant at, String method, String action, SortedMap<String, String> parameters,
		SortedMap<String, String> headers, String signatureVersion) {
}
