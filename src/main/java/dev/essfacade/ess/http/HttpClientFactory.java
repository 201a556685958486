package dev.essfacade.ess.http;

import java.time.Duration;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client that does what it is told and nothing else: no repetition, no redirect,
 * no cookie, no proxy of the environment.
 */
final class HttpClientFactory {

	/** A kept connection that was idle for longer is looked at before it is used. */
	private static final TimeValue TRUSTED_WHEN_IDLE = TimeValue.ofSeconds(1);

	private HttpClientFactory() {
	}

	static CloseableHttpClient create(Duration connectTimeout, int most, int mostPerRoute) {
		Timeout connect = Timeout.of(connectTimeout);
		return HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnTotal(most)
				.setMaxConnPerRoute(mostPerRoute)
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(connect)
					// Of the TLS handshake; an exchange has its own.
					.setSocketTimeout(connect)
					.setTimeToLive(TimeValue.of(DnsCacheTtl.OF_A_CONNECTION))
					.setValidateAfterInactivity(TRUSTED_WHEN_IDLE)
					.build())
				.build())
			.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "about-to-send", (request, scope, chain) -> {
				Exchange.aboutToSend(scope.clientContext, request);
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

}
