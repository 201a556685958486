package dev.essfacade;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Remembers every host name that anything in the test run has looked up. */
public class LookedUpHosts extends InetAddressResolverProvider {

	private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

	static Set<String> names() {
		return Set.copyOf(NAMES);
	}

	@Override
	public InetAddressResolver get(Configuration configuration) {
		InetAddressResolver system = configuration.builtinResolver();
		return new InetAddressResolver() {
			@Override
			public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
				NAMES.add(host);
				return system.lookupByName(host, policy);
			}

			@Override
			public String lookupByAddress(byte[] address) throws UnknownHostException {
				return system.lookupByAddress(address);
			}
		};
	}

	@Override
	public String name() {
		return "remembers what is looked up";
	}

}
