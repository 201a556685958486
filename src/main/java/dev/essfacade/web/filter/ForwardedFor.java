package dev.essfacade.web.filter;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request that a trusted proxy forwarded. Each proxy appends the address of its peer to
 * {@code X-Forwarded-For}. The client is the last address that is not a trusted proxy;
 * everything before it can be forged. Several lines of any other forwarded header count
 * as one list.
 */
final class ForwardedFor extends HttpServletRequestWrapper {

	private static final String HEADER = "X-Forwarded-For";

	private static final String PREFIX = "X-Forwarded-";

	/** An IP address, optionally with a port. Host names are not accepted. */
	private static final Pattern LITERAL = Pattern.compile(
			"(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?|\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)");

	private final String address;

	ForwardedFor(HttpServletRequest request, FacadeProperties proxies) {
		super(request);
		this.address = origin(request, proxies);
	}

	private static String origin(HttpServletRequest request, FacadeProperties proxies) {
		List<String> callers = Collections.list(request.getHeaders(HEADER))
			.stream()
			.flatMap((header) -> Arrays.stream(header.split(",", -1)))
			.toList();
		String origin = request.getRemoteAddr();
		for (String caller : callers.reversed()) {
			Optional<String> address = address(caller.strip());
			if (!proxies.isTrustedProxy(origin) || address.isEmpty()) {
				return origin;
			}
			origin = address.get();
		}
		return origin;
	}

	private static Optional<String> address(String text) {
		Matcher literal = LITERAL.matcher(text);
		if (!literal.matches()) {
			return Optional.empty();
		}
		String address = Optional.ofNullable(literal.group(1))
			.or(() -> Optional.ofNullable(literal.group(2)))
			.orElseGet(() -> literal.group(3));
		try {
			return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	@Override
	public String getRemoteAddr() {
		return this.address;
	}

	/** Returns the IP address in place of a host name, so that no name is resolved. */
	@Override
	public String getRemoteHost() {
		return this.address;
	}

	/**
	 * Hides {@code X-Forwarded-For}: Spring would use the first address, which can be
	 * forged.
	 */
	@Override
	public @Nullable String getHeader(String name) {
		if (name.equalsIgnoreCase(HEADER)) {
			return null;
		}
		return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? joined(name) : super.getHeader(name);
	}

	private @Nullable String joined(String name) {
		List<String> lines = Collections.list(super.getHeaders(name));
		return lines.isEmpty() ? null : String.join(", ", lines);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return name.equalsIgnoreCase(HEADER) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

}
