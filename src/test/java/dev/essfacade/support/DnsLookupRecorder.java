package dev.essfacade.support;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Records every host name of a DNS lookup in the test run. */
public class DnsLookupRecorder extends InetAddressResolverProvider {

	private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

	private static final Map<String, CountDownLatch> UNANSWERED = new ConcurrentHashMap<>();

	/**
	 * Delays lookups of the name until the returned action runs. Then the lookups fail.
	 */
	public static Runnable leaveUnanswered(String host) {
		CountDownLatch answered = new CountDownLatch(1);
		UNANSWERED.put(host, answered);
		return answered::countDown;
	}

	public static Set<String> names() {
		return Set.copyOf(NAMES);
	}

	@Override
	public InetAddressResolver get(Configuration configuration) {
		InetAddressResolver system = configuration.builtinResolver();
		return new InetAddressResolver() {
			@Override
			public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
				NAMES.add(host);
				waitIfUnanswered(host);
				return system.lookupByName(host, policy);
			}

			@Override
			public String lookupByAddress(byte[] address) throws UnknownHostException {
				return system.lookupByAddress(address);
			}
		};
	}

	private static void waitIfUnanswered(String host) throws UnknownHostException {
		CountDownLatch answered = UNANSWERED.get(host);
		if (answered != null) {
			try {
				answered.await();
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
			throw new UnknownHostException(host);
		}
	}

	@Override
	public String name() {
		return "records DNS lookups";
	}

}
