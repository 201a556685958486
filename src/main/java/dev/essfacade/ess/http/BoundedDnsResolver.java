package dev.essfacade.ess.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names within the time limit of the current {@link Exchange}. A lookup cannot
 * be cancelled. It therefore runs on a thread of its own, so that the caller can stop
 * waiting.
 */
final class BoundedDnsResolver implements DnsResolver {

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> SystemDefaultDnsResolver.INSTANCE.resolve(host));
		Thread.ofVirtual().name("ess-dns-lookup").start(lookup);
		try {
			return lookup.get(Exchange.millisLeft(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new UnknownHostException("The lookup was interrupted");
		}
		catch (TimeoutException _) {
			throw new UnknownHostException("The name server did not respond in time");
		}
		catch (ExecutionException _) {
			throw new UnknownHostException("The name is unknown");
		}
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
