package dev.esssimulator.action;

import java.util.List;
import java.util.Map;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.RpcParameters;

/** Lists the regions with ESS. */
final class DescribeRegions implements Action {

	@Override
	@Behaviour(value = "an AcceptLanguage other than zh-CN, en-US, ja: InvalidAcceptLanguage.NotFound",
			checkedAgainst = { Source.META, Source.DOC })
	public void check(RpcParameters parameters) {
		if (!List.of("zh-CN", "en-US", "ja").contains(parameters.text("AcceptLanguage", "zh-CN"))) {
			throw GatewayError
				.of(404, "InvalidAcceptLanguage.NotFound",
						"Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.")
				.asException();
		}
	}

	@Override
	@Behaviour(value = "the regions with an endpoint, by ID", checkedAgainst = Source.META, switchedBy = "withRegions")
	@Behaviour("LocalName is the region's ID, RegionEndpoint follows the public pattern")
	public Map<String, Object> answer(EssCall call) {
		return Map.of("Regions", Map.of("Region", call.settings().regions().stream().map((id) -> region(id)).toList()));
	}

	private static Map<String, Object> region(String id) {
		return Map.of("RegionId", id, "LocalName", id, "RegionEndpoint", "ess.%s.aliyuncs.com".formatted(id),
				"ClassicUnavailable", false, "VpcUnavailable", false);
	}

}
