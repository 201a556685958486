package dev.essfacade.ess.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.aliyuncs.http.CallBack;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpRequest;
import com.aliyuncs.http.HttpResponse;
import com.aliyuncs.http.IHttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends what the SDK has signed. It takes the place of the SDK's own HTTP client, which
 * is shared by the whole process, waits without a bound, follows redirects and hands cut
 * bodies to a parser that never returns.
 *
 * <p>
 * The SDK builds it by name, from its settings: connect timeout, wait for a pooled
 * connection (the SDK calls it write timeout), keep-alive and size of the pool. The read
 * timeout of a request is its limit as a whole. Proxies of the environment and switches
 * that turn certificate checks off have no effect here.
 */
public final class SdkHttpClient extends IHttpClient {

	private final CloseableHttpClient http;

	private final RequestConfig waits;

	/** Called by the SDK. */
	public SdkHttpClient(HttpClientConfig config) {
		this.waits = RequestConfig.custom()
			.setConnectionRequestTimeout(Timeout.ofMilliseconds(config.getWriteTimeoutMillis()))
			.setDefaultKeepAlive(config.getKeepAliveDurationMillis(), TimeUnit.MILLISECONDS)
			.setProtocolUpgradeEnabled(false)
			.build();
		this.http = HttpClientFactory.create(Duration.ofMillis(config.getConnectionTimeoutMillis()),
				config.getMaxRequests(), config.getMaxRequestsPerHost());
	}

	/**
	 * Sends a signed request.
	 * @throws ExchangeFailedException if no whole answer came; it says whether ESS may
	 * have seen the request
	 */
	@Override
	public HttpResponse syncInvoke(HttpRequest signed) throws IOException {
		Duration limit = Duration.ofMillis(signed.getSysReadTimeout());
		String url = signed.getSysUrl();
		int path = url.indexOf('/', url.indexOf("://") + 3);
		return new Exchange(this.http, translate(signed, url.substring(0, path), limit), url.substring(path))
			.within(limit);
	}

	private HttpUriRequestBase translate(HttpRequest signed, String host, Duration limit) {
		HttpUriRequestBase request = new HttpUriRequestBase(signed.getSysMethod().name(), URI.create(host));
		request.setConfig(RequestConfig.copy(this.waits).setResponseTimeout(Timeout.of(limit)).build());
		signed.getSysHeaders().forEach((name, value) -> {
			// HttpClient sets the length by itself.
			if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
				request.setHeader(name, value);
			}
		});
		byte[] content = (signed.getHttpContent() != null) ? signed.getHttpContent() : new byte[0];
		request.setEntity(new ByteArrayEntity(content, (ContentType) null));
		return request;
	}

	@Override
	public void close() {
		try {
			this.http.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected void init(HttpClientConfig config) {
		// All is done in the constructor.
	}

	@Override
	public Future<HttpResponse> asyncInvoke(HttpRequest signed, CallBack callback) {
		throw new UnsupportedOperationException("Calls are synchronous here; callers have virtual threads");
	}

	@Override
	@Deprecated
	@SuppressWarnings("InlineMeSuggester")
	public void ignoreSSLCertificate() {
		throw new UnsupportedOperationException("Certificates are always checked");
	}

	@Override
	@Deprecated
	public void restoreSSLCertificate() {
		// Never taken away.
	}

	@Override
	public boolean isSingleton() {
		return false;
	}

}
