package dev.essfacade.security.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;

/**
 * Fetches what the issuer publishes: within a time that a slow sender cannot stretch, up
 * to a size, and from the address itself, without following where it redirects to.
 */
final class BoundedResourceRetriever implements ResourceRetriever, AutoCloseable {

	private static final int LARGEST = 256 * 1024;

	private static final Duration CONNECT = Duration.ofSeconds(2);

	/** From the first byte sent to the last one received. */
	static final Duration LONGEST = Duration.ofSeconds(5);

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(CONNECT)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	@Override
	public Resource retrieveResource(URL url) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString()))
			.header("Accept", "application/json, application/jwk-set+json")
			.build();
		CompletableFuture<HttpResponse<String>> answer = this.http.sendAsync(request,
				BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
		HttpResponse<String> response = await(answer);
		if (response.statusCode() != 200) {
			throw new IOException("It answers " + response.statusCode());
		}
		return new Resource(response.body(), response.headers().firstValue("Content-Type").orElse(""));
	}

	private static <T> T await(CompletableFuture<T> answer) throws IOException {
		try {
			return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new IOException("It cannot be reached or sends too much", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IOException("It does not answer within " + LONGEST.toSeconds() + " s", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("This service is stopping", ex);
		}
		finally {
			answer.cancel(true); // does nothing to what is complete
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
