package dev.esssimulator.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.Wording;
import dev.esssimulator.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Formats results and errors of ESS as JSON or XML. */
public final class Envelope {

	private static final JsonMapper json = JsonMapper.builder().build();

	private final String format;

	private final String action;

	private final String hostId;

	private final Instant now;

	private Envelope(String format, String action, String hostId, Instant now) {
		this.format = format;
		this.action = action;
		this.hostId = hostId;
		this.now = now;
	}

	/**
	 * Returns the envelope of the response to a request.
	 * @param now time of the gateway, for the header Date
	 */
	public static Envelope of(RpcRequest request, Instant now) {
		return new Envelope(request.parameters().text("Format", "JSON"), request.action(),
				request.http().headers().getOrDefault("host", "ess.aliyuncs.com"), now);
	}

	@Behaviour(value = "the XML response's root is the action's name with Response",
			checkedAgainst = { Source.DOC, Source.SDK })
	@Behaviour(value = "RequestId is an upper-case UUID", checkedAgainst = Source.SEED)
	@Behaviour("a response repeated for a ClientToken has its own RequestId")
	public HttpResponse success(Map<String, Object> fields) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("RequestId", newRequestId());
		tree.putAll(fields);
		return answer(200, this.action + "Response", tree);
	}

	public HttpResponse error(GatewayError error, Wording wording) {
		GatewayError.Words words = error.in(wording);
		HttpResponse answer = error(words.status(), words.code(), words.message());
		for (Map.Entry<String, String> header : error.headers().entrySet()) {
			answer = answer.with(header.getKey(), header.getValue());
		}
		return answer;
	}

	@Behaviour(value = "errors carry RequestId, HostId, Code, Message and Recommend; in XML below Error",
			checkedAgainst = { Source.DOC, Source.TERRAFORM, Source.OTHER })
	public HttpResponse error(int status, String code, String message) {
		String requestId = newRequestId();
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("RequestId", requestId);
		tree.put("HostId", this.hostId);
		tree.put("Code", code);
		tree.put("Message", message);
		tree.put("Recommend",
				"https://api.aliyun.com/troubleshoot?q=%s&product=Ess&requestId=%s".formatted(code, requestId));
		return answer(status, "Error", tree);
	}

	@Behaviour(value = "content types, x-acs-request-id, x-acs-trace-id and access-control-allow-origin",
			checkedAgainst = { Source.OTHER, Source.SDK })
	@Behaviour("Date is the time of the gateway's clock")
	private HttpResponse answer(int status, String root, Map<String, Object> tree) {
		boolean xml = this.format.equalsIgnoreCase("XML");
		HttpResponse answer = xml ? HttpResponse.of(status, "text/xml;charset=utf-8", XmlTree.write(root, tree))
				: HttpResponse.of(status, "application/json;charset=utf-8", json.writeValueAsString(tree));
		return answer.with("x-acs-request-id", String.valueOf(tree.get("RequestId")))
			.with("x-acs-trace-id", UUID.randomUUID().toString().replace("-", ""))
			.with("access-control-allow-origin", "*")
			.with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(this.now.atOffset(ZoneOffset.UTC)));
	}

	private static String newRequestId() {
		return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
	}

}
