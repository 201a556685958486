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
 * A request that a trusted proxy has passed on, and where it came from. Each proxy adds,
 * at the right, whom it was called by; so what a caller has written there himself stands
 * to the left of the first address that is no trusted proxy's.
 */
final class ForwardedFor extends HttpServletRequestWrapper {

	private static final String HEADER = "X-Forwarded-For";

	/** An address, perhaps with a port. A name would be looked up, or believed. */
	private static final Pattern LITERAL = Pattern.compile(
			"(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?|\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)");

	private final String address;

	ForwardedFor(HttpServletRequest request, TrustedProxies proxies) {
		super(request);
		this.address = origin(request, proxies);
	}

	private static String origin(HttpServletRequest request, TrustedProxies proxies) {
		List<String> callers = Collections.list(request.getHeaders(HEADER))
			.stream()
			.flatMap((header) -> Arrays.stream(header.split(",", -1)))
			.toList();
		String origin = request.getRemoteAddr();
		for (String caller : callers.reversed()) {
			Optional<String> address = address(caller.strip());
			if (!proxies.contain(origin) || address.isEmpty()) {
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

	/** Names are not looked up. */
	@Override
	public String getRemoteHost() {
		return this.address;
	}

	/** Spring would take the left one of it. */
	@Override
	public @Nullable String getHeader(String name) {
		return name.equalsIgnoreCase(HEADER) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return name.equalsIgnoreCase(HEADER) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

}
