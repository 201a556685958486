package dev.essfacade.ess.http;

import java.time.Duration;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Creates HTTP clients without retries, redirects, cookies, decompression and
 * authentication challenges. The clients use no proxy other than the configured egress
 * proxy.
 */
final class HttpClientFactory {

	/** A pooled connection that was idle for longer is validated before use. */
	private static final TimeValue VALIDATE_AFTER_IDLE = TimeValue.ofSeconds(1);

	/** Larger than any request, so that sending never waits for the peer. */
	private static final int SEND_BUFFER_BYTES = 128 * 1024;

	private HttpClientFactory() {
	}

	static CloseableHttpClient create(Duration connectTimeout, int maxConnections, int maxPerRoute,
			EgressProxyProperties proxy) {
		Timeout connect = Timeout.of(connectTimeout);
		return HttpClients.custom()
			.setConnectionManager(new ConnectionManagerBuilder().setDnsResolver(new BoundedDnsResolver())
				.setDefaultSocketConfig(SocketConfig.custom().setSndBufSize(SEND_BUFFER_BYTES).build())
				.setMaxConnTotal(maxConnections)
				.setMaxConnPerRoute(maxPerRoute)
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(connect)
					// Limits handshakes with proxy and host. Exchange removes this limit
					// before it sends the request.
					.setSocketTimeout(connect)
					.setTimeToLive(TimeValue.of(DnsCacheTtl.MAX_CONNECTION_AGE))
					.setValidateAfterInactivity(VALIDATE_AFTER_IDLE)
					.build())
				.build())
			.setRoutePlanner(new EgressRoutePlanner(proxy))
			.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "before-send", (request, scope, chain) -> {
				Exchange.beforeSend(scope.clientContext, request);
				return chain.proceed(request, scope);
			})
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.disableDefaultUserAgent()
			.evictExpiredConnections()
			.build();
	}

	/**
	 * Turns authentication off, so that no challenge makes HttpClient send a request
	 * again.
	 */
	static RequestConfig.Builder requestConfig() {
		return RequestConfig.custom().setProtocolUpgradeEnabled(false).setAuthenticationEnabled(false);
	}

	/** Builds connections whose sockets apply the time limit of an exchange. */
	private static final class ConnectionManagerBuilder extends PoolingHttpClientConnectionManagerBuilder {

		@Override
		protected HttpClientConnectionOperator createConnectionOperator(SchemePortResolver ports, DnsResolver names,
				TlsSocketStrategy tls) {
			return new DefaultHttpClientConnectionOperator((_) -> new DeadlineSocket(), ports, names,
					RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
		}

	}

}
