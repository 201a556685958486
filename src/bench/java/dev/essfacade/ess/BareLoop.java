package dev.essfacade.ess;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.esssimulator.AccessKey;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;

/** The least that a client of ESS can be: it signs, sends and reads. */
final class BareLoop implements AutoCloseable {

	private final CloseableHttpClient http;

	private final URI endpoint;

	BareLoop(URI endpoint, int connections) {
		this.endpoint = endpoint.resolve("/");
		this.http = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnTotal(connections)
				.setMaxConnPerRoute(connections)
				.build())
			.build();
	}

	void call() throws IOException, GeneralSecurityException {
		Map<String, String> parameters = new TreeMap<>(Map.of("Action", "DescribeScalingGroups", "Version",
				"2014-08-28", "Format", "JSON", "RegionId", "cn-hangzhou", "AccessKeyId", AccessKey.EXAMPLE.id(),
				"SignatureMethod", "HMAC-SHA1", "SignatureVersion", "1.0", "SignatureNonce",
				UUID.randomUUID().toString(), "Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
		String query = query(parameters);
		Mac mac = Mac.getInstance("HmacSHA1");
		mac.init(new SecretKeySpec((AccessKey.EXAMPLE.secret() + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
		String toSign = "POST&%2F&" + EssClientThroughput.percent(query);
		parameters.put("Signature",
				Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8))));
		HttpPost post = new HttpPost(this.endpoint);
		post.setEntity(HttpEntities.create(query(parameters), ContentType.APPLICATION_FORM_URLENCODED));
		this.http.execute(post, (response) -> EntityUtils.toByteArray(response.getEntity()).length);
	}

	private static String query(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((each) -> EssClientThroughput.percent(each.getKey()) + "=" + EssClientThroughput.percent(each.getValue()))
			.collect(Collectors.joining("&"));
	}

	@Override
	public void close() throws IOException {
		this.http.close();
	}

}
