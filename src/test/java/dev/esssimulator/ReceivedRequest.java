package dev.esssimulator;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A request as it arrived, granted or not.
 *
 * @param parameters query and form together, decoded
 * @param headers by lower-case name
 * @param signatureVersion {@code 1.0} or {@code ACS3}
 */
public record ReceivedRequest(Instant at, String method, String action, SortedMap<String, String> parameters,
		SortedMap<String, String> headers, String signatureVersion) {
}
