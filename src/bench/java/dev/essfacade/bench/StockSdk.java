package dev.essfacade.bench;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;

/** The SDK with its own HTTP client and a large pool. */
final class StockSdk {

	private final String endpoint;

	private final DefaultAcsClient client;

	StockSdk(String endpoint) {
		this.endpoint = endpoint;
		DefaultProfile profile = DefaultProfile.getProfile("cn-hangzhou", "LTAI5tBench", "bench-secret");
		HttpClientConfig config = HttpClientConfig.getDefault();
		config.setMaxRequests(2048);
		config.setMaxRequestsPerHost(2048);
		profile.setHttpClientConfig(config);
		this.client = new DefaultAcsClient(profile);
	}

	CommonRequest request(String action, String regionId) {
		CommonRequest request = new CommonRequest();
		request.setSysProduct("Ess");
		request.setSysVersion("2014-08-28");
		request.setSysAction(action);
		request.setSysDomain(this.endpoint);
		request.setSysProtocol(ProtocolType.HTTP);
		request.setSysMethod(MethodType.POST);
		request.putBodyParameter("RegionId", regionId);
		return request;
	}

	String send(CommonRequest request) throws ClientException {
		return this.client.getCommonResponse(request).getData();
	}

	/** Sends the same detach as {@link Load#DETACH}, for {@link Loop}. */
	void detach() throws ClientException {
		CommonRequest request = request("DetachAlbServerGroups", "cn-hangzhou");
		request.putBodyParameter("ScalingGroupId", Load.GROUP);
		request.putBodyParameter("ForceDetach", true);
		request.putBodyParameter("ClientToken", Load.CLIENT_TOKEN);
		request.putBodyParameter("AlbServerGroup.1.AlbServerGroupId", Load.SERVER_GROUP);
		request.putBodyParameter("AlbServerGroup.1.Port", 8080);
		send(request);
	}

}
