package dev.essfacade.ess.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.aliyuncs.http.CallBack;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpRequest;
import com.aliyuncs.http.HttpResponse;
import com.aliyuncs.http.IHttpClient;
import dev.essfacade.ess.http.Exchange.Limits;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends the requests that the SDK has signed. It replaces the SDK's own HTTP client,
 * which the whole process shares. The SDK's client waits without a limit and follows
 * redirects. It passes truncated bodies to a parser that loops forever on some of them.
 *
 * <p>
 * The SDK creates this client by its class name. The settings come from the SDK: connect
 * timeout, wait for a pooled connection (the SDK calls it write timeout), keep-alive,
 * pool size, https proxy. The read timeout of a request limits the whole exchange. This
 * client reads no proxy variables of the environment. Certificate checks cannot be turned
 * off.
 */
public final class SdkHttpClient extends IHttpClient {

	/** ESS's own responses have a few kilobytes. */
	static final int MAX_RESPONSE_BYTES = 1024 * 1024;

	private final CloseableHttpClient http;

	private final RequestConfig requestConfig;

	/** Called by the SDK. */
	public SdkHttpClient(HttpClientConfig config) {
		this.requestConfig = HttpClientFactory.requestConfig()
			.setConnectionRequestTimeout(Timeout.ofMilliseconds(config.getWriteTimeoutMillis()))
			.setDefaultKeepAlive(config.getKeepAliveDurationMillis(), TimeUnit.MILLISECONDS)
			.build();
		this.http = HttpClientFactory.create(Duration.ofMillis(config.getConnectionTimeoutMillis()),
				config.getMaxRequests(), config.getMaxRequestsPerHost(),
				new EgressProxyProperties(config.getHttpsProxy(), config.getNoProxy()));
	}

	/**
	 * Sends a signed request.
	 * @throws ExchangeFailedException if no complete response arrived; its stage says
	 * whether ESS may have received the request
	 */
	@Override
	public HttpResponse syncInvoke(HttpRequest signed) throws IOException {
		String url = signed.getSysUrl();
		int path = url.indexOf('/', url.indexOf("://") + 3);
		Limits limits = new Limits(Duration.ofMillis(signed.getSysReadTimeout()), MAX_RESPONSE_BYTES);
		return new Exchange(this.http, translate(signed, url.substring(0, path)), url.substring(path), limits)
			.execute();
	}

	private HttpUriRequestBase translate(HttpRequest signed, String host) {
		HttpUriRequestBase request = new HttpUriRequestBase(signed.getSysMethod().name(), URI.create(host));
		request.setConfig(this.requestConfig);
		signed.getSysHeaders().forEach((name, value) -> {
			// HttpClient sets the length itself.
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
		this.http.close(CloseMode.GRACEFUL);
	}

	@Override
	protected void init(HttpClientConfig config) {
		// The constructor has set up the client.
	}

	@Override
	public Future<HttpResponse> asyncInvoke(HttpRequest signed, CallBack callback) {
		throw new UnsupportedOperationException("Calls are synchronous; callers run on virtual threads");
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
		// Certificate checks cannot be turned off.
	}

	@Override
	public boolean isSingleton() {
		return false;
	}

}
