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
import dev.essfacade.ess.http.ExchangeFailedException;
import dev.essfacade.ess.http.RawResponse;
import dev.essfacade.ess.http.SdkHttpClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Lets the SDK sign a call and sends it once. The only place that sees the SDK's client.
 */
@Component
class SdkSender implements DisposableBean {

	/** Better to say "busy" at once than to queue for a connection. */
	private static final Duration POOL_WAIT = Duration.ofMillis(500);

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

	/** The keys of the request that this thread is having signed. */
	private static final ScopedValue<EssCredentials> SIGNING = ScopedValue.newInstance();

	private final DefaultAcsClient sdk;

	private final boolean v3;

	SdkSender(EssProperties settings) {
		useAsciiDigitsInTimestamps();
		DefaultProfile profile = DefaultProfile.getProfile("");
		profile.setHttpClientConfig(transport(settings));
		profile.setCloseTrace(true); // its spans carry parameters and stack traces
		this.sdk = new DefaultAcsClient(profile, () -> forTheSdk(SIGNING.get()));
		this.v3 = settings.signatureVersion() == EssProperties.Signature.V3;
	}

	/**
	 * The SDK formats the signed timestamp in the process's default locale: in Thai the
	 * year is 2569, in Arabic the digits are not ASCII, and ESS refuses both.
	 */
	private static void useAsciiDigitsInTimestamps() {
		Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
	}

	private static HttpClientConfig transport(EssProperties settings) {
		HttpClientConfig config = HttpClientConfig.getDefault();
		config.setClientType(HttpClientType.Custom);
		config.setCustomClientClassName(SdkHttpClient.class.getName());
		config.setConnectionTimeoutMillis(settings.connectTimeout().toMillis());
		config.setWriteTimeoutMillis(POOL_WAIT.toMillis());
		config.setKeepAliveDurationMillis(KEEP_ALIVE.toMillis());
		config.setMaxRequests(settings.maxConcurrentCalls());
		config.setMaxRequestsPerHost(settings.maxConcurrentCalls());
		return config;
	}

	private static AlibabaCloudCredentials forTheSdk(EssCredentials keys) {
		// It sends a token only from exactly this class.
		return (keys.securityToken() != null)
				? new BasicSessionCredentials(keys.id(), keys.secret(), keys.securityToken())
				: new BasicCredentials(keys.id(), keys.secret());
	}

	/**
	 * Signs with a fresh nonce and timestamp and sends.
	 * @param limit longest time until the whole answer is here
	 * @throws AttemptFailedException if no complete response arrived
	 */
	@SuppressWarnings("unchecked") // buildRequest returns a raw type
	RawResponse send(EssCall<?> call, EssEndpoint endpoint, EssCredentials keys, Duration limit)
			throws AttemptFailedException {
		try {
			return (RawResponse) ScopedValue.where(SIGNING, keys)
				.<HttpResponse, ClientException>call(
						() -> this.sdk.doAction(request(call, endpoint, limit).buildRequest()));
		}
		catch (ClientException ex) {
			// The SDK's message holds the signed URL: it is left out.
			throw (ex.getCause() instanceof ExchangeFailedException failed) ? failure(call, failed)
					: AttemptFailedException.notSent(CallOutcome.INTERNAL_ERROR,
							"the SDK could not sign the request: " + ex.getErrCode(), null);
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
			// As the V3 clients do; the declared position of every ESS parameter is the
			// query.
			request.setSysSignatureVersion(SignatureVersion.V3);
			call.parameters().forEach(request::putQueryParameter);
		}
		else {
			// In the body a hundred server groups fit; a URL of that length would not
			// pass a gateway.
			request.setHttpContentType(FormatType.FORM);
			call.parameters().forEach(request::putBodyParameter);
		}
		return request;
	}

	private static AttemptFailedException failure(EssCall<?> call, ExchangeFailedException failed) {
		String detail = failed.stage().text();
		return switch (failed.stage()) {
			case NO_FREE_CONNECTION ->
				AttemptFailedException.notSent(CallOutcome.OVERLOADED, detail, failed.getCause());
			case NOT_SENT -> AttemptFailedException.notSent(CallOutcome.CONNECT_FAILED, detail, failed.getCause());
			case TIMED_OUT, BROKEN_OFF -> AttemptFailedException.noResponse(call, detail, failed.getCause());
			case TOO_LONG -> AttemptFailedException.responseTooLong(call, detail);
		};
	}

	@Override
	public void destroy() throws IOException {
		this.sdk.getHttpClient().close();
	}

}
