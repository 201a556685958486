package dev.essfacade.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;

/** A minimal client of ESS, which signs and sends a detach and reads the response. */
final class BareLoop {

	private final CloseableHttpClient http = HttpClients.custom()
		.setConnectionManager(
				PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(2048).setMaxConnPerRoute(2048).build())
		.build();

	private final URI endpoint;

	BareLoop(String endpoint) {
		this.endpoint = URI.create("http://" + endpoint + "/");
	}

	void detach() throws IOException, GeneralSecurityException {
		Map<String, String> parameters = new TreeMap<>(Map.of("Action", "DetachAlbServerGroups", "Version",
				"2014-08-28", "Format", "JSON", "RegionId", "cn-hangzhou", "AccessKeyId", "LTAI5tBench",
				"SignatureMethod", "HMAC-SHA1", "SignatureVersion", "1.0", "SignatureNonce",
				UUID.randomUUID().toString(), "Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
		parameters.putAll(Map.of("ScalingGroupId", Load.GROUP, "ForceDetach", "true", "ClientToken", Load.CLIENT_TOKEN,
				"AlbServerGroup.1.AlbServerGroupId", Load.SERVER_GROUP, "AlbServerGroup.1.Port", "8080"));
		Mac mac = Mac.getInstance("HmacSHA1");
		mac.init(new SecretKeySpec("bench-secret&".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
		String toSign = "POST&%2F&" + percent(query(parameters));
		parameters.put("Signature",
				Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8))));
		HttpPost post = new HttpPost(this.endpoint);
		post.setEntity(HttpEntities.create(query(parameters), ContentType.APPLICATION_FORM_URLENCODED));
		this.http.execute(post, (response) -> EntityUtils.toByteArray(response.getEntity()).length);
	}

	private static String query(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((each) -> percent(each.getKey()) + "=" + percent(each.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String percent(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~");
	}

}
