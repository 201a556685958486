package dev.essfacade.ess;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpClientType;
import com.aliyuncs.http.HttpResponse;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import dev.essfacade.ess.credentials.EssCredentials;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.ExchangeFailedException;
import dev.essfacade.ess.http.RawResponse;
import dev.essfacade.ess.http.SdkHttpClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends a call once, signed by the SDK. No other class uses the SDK's client. */
@Component
class SdkSender implements DisposableBean {

	/**
	 * If no pooled connection becomes free within this time, a call fails as overloaded.
	 */
	private static final Duration POOL_TIMEOUT = Duration.ofMillis(500);

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

	/** Credentials for the request that this thread is signing. */
	private static final ScopedValue<EssCredentials> SIGNING = ScopedValue.newInstance();

	private final DefaultAcsClient sdk;

	private final boolean v3;

	SdkSender(EssProperties settings, EgressProxyProperties proxy) {
		useAsciiDigitsInTimestamps();
		DefaultProfile profile = DefaultProfile.getProfile("");
		profile.setHttpClientConfig(httpClientConfig(settings, proxy));
		profile.setCloseTrace(true); // the SDK's spans contain parameters and stack
										// traces
		this.sdk = new DefaultAcsClient(profile, () -> sdkCredentials(SIGNING.get()));
		this.v3 = settings.signatureVersion() == EssProperties.Signature.V3;
	}

	/**
	 * The SDK formats the signed timestamp in the default locale of the process. ESS
	 * declines a request whose timestamp has a Thai year or Arabic digits.
	 */
	private static void useAsciiDigitsInTimestamps() {
		Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
	}

	private static HttpClientConfig httpClientConfig(EssProperties settings, EgressProxyProperties proxy) {
		HttpClientConfig config = HttpClientConfig.getDefault();
		config.setClientType(HttpClientType.Custom);
		config.setCustomClientClassName(SdkHttpClient.class.getName());
		config.setConnectionTimeoutMillis(settings.connectTimeout().toMillis());
		config.setWriteTimeoutMillis(POOL_TIMEOUT.toMillis());
		config.setKeepAliveDurationMillis(KEEP_ALIVE.toMillis());
		config.setMaxRequests(settings.maxConcurrentCalls());
		config.setMaxRequestsPerHost(settings.maxConcurrentCalls());
		config.setHttpsProxy(proxy.url());
		config.setNoProxy(proxy.noProxy());
		return config;
	}

	private static AlibabaCloudCredentials sdkCredentials(EssCredentials credentials) {
		// The SDK sends an STS token only from BasicSessionCredentials.
		return (credentials.securityToken() != null)
				? new BasicSessionCredentials(credentials.id(), credentials.secret(), credentials.securityToken())
				: new BasicCredentials(credentials.id(), credentials.secret());
	}

	/**
	 * Signs a call with a fresh nonce and timestamp, and sends it.
	 * @param limit longest time until the response is complete
	 * @throws AttemptFailedException if signing failed or no complete response arrived
	 */
	@SuppressWarnings("unchecked") // buildRequest returns a raw type
	RawResponse send(EssCall<?> call, EssEndpoint endpoint, EssCredentials credentials, Duration limit)
			throws AttemptFailedException {
		try {
			return (RawResponse) ScopedValue.where(SIGNING, credentials)
				.<HttpResponse, ClientException>call(
						() -> this.sdk.doAction(request(call, endpoint, limit).buildRequest()));
		}
		catch (ClientException ex) {
			// The SDK's message is left out, since it contains the signed URL.
			throw (ex.getCause() instanceof ExchangeFailedException failed) ? failure(call, failed)
					: AttemptFailedException.notSent(CallOutcome.INTERNAL_ERROR,
							"the request could not be signed or sent: " + ex.getErrCode(), null);
		}
	}

	private CommonRequest request(EssCall<?> call, EssEndpoint endpoint, Duration limit) {
		CommonRequest request = new CommonRequest();
		request.setSysProduct("Ess");
		request.setSysVersion(EssCall.VERSION);
		request.setSysAction(call.action());
		request.setSysRegionId(call.regionId());
		request.setSysDomain(endpoint.host());
		request.setSysProtocol(endpoint.https() ? ProtocolType.HTTPS : ProtocolType.HTTP);
		request.setSysMethod(MethodType.POST);
		request.setSysReadTimeout(Math.toIntExact(Math.max(1, limit.toMillis())));
		if (this.v3) {
			// The API definition of ESS declares each parameter as a query parameter.
			request.setSysSignatureVersion(SignatureVersion.V3);
			call.parameters().forEach(request::putQueryParameter);
		}
		else {
			// A hundred server groups fit into a body, but not into a URL.
			request.setHttpContentType(FormatType.FORM);
			call.parameters().forEach(request::putBodyParameter);
		}
		return request;
	}

	private static AttemptFailedException failure(EssCall<?> call, ExchangeFailedException failed) {
		String detail = failed.detail();
		return switch (failed.stage()) {
			case NO_FREE_CONNECTION ->
				AttemptFailedException.notSent(CallOutcome.OVERLOADED, detail, failed.getCause());
			case NOT_SENT -> AttemptFailedException.notSent(CallOutcome.CONNECT_FAILED, detail, failed.getCause());
			case TIMED_OUT, CONNECTION_LOST -> AttemptFailedException.noResponse(call, detail, failed.getCause());
			case RESPONSE_TOO_LONG -> AttemptFailedException.responseTooLong(call, detail);
		};
	}

	@Override
	public void destroy() throws IOException {
		this.sdk.getHttpClient().close();
	}

}
