package dev.essfacade.ess.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import dev.essfacade.ess.http.Exchange.Limits;
import dev.essfacade.ess.http.ExchangeFailedException.Stage;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Defects of the HTTP client, before and after it sends the request. */
class ExchangeTests {

	private final IllegalStateException defect = new IllegalStateException("defect");

	@Test
	void afterADefectThatFollowsTheSendTheCallMayHaveBeenExecuted() {
		ExchangeFailedException failure = catchThrowableOfType(ExchangeFailedException.class,
				() -> exchange(true).execute());
		assertThat(failure.stage()).isEqualTo(Stage.CONNECTION_LOST);
		assertThat(failure).hasCause(this.defect);
	}

	@Test
	void aDefectBeforeTheSendIsNoLostConnection() {
		assertThat(catchThrowable(() -> exchange(false).execute())).isSameAs(this.defect);
	}

	private Exchange exchange(boolean sends) {
		HttpUriRequestBase request = new HttpUriRequestBase("POST", URI.create("http://ess.test"));
		request.setConfig(RequestConfig.DEFAULT);
		return new Exchange(new DefectiveClient(sends), request, "/", new Limits(Duration.ofSeconds(20), 1024));
	}

	private final class DefectiveClient extends CloseableHttpClient {

		private final boolean sends;

		DefectiveClient(boolean sends) {
			this.sends = sends;
		}

		@Override
		protected CloseableHttpResponse doExecute(@Nullable HttpHost target, ClassicHttpRequest request,
				@Nullable HttpContext context) throws IOException {
			if (this.sends) {
				Exchange.beforeSend(HttpClientContext.create(), request);
			}
			throw ExchangeTests.this.defect;
		}

		@Override
		public void close(CloseMode mode) {
			// There is nothing to close.
		}

		@Override
		public void close() {
			// There is nothing to close.
		}

	}

}
