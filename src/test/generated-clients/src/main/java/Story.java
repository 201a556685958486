import java.util.Set;
import java.util.UUID;

import client.ApiClient;
import client.ApiException;
import client.ApiResponse;
import client.api.AlbServerGroupsApi;
import client.api.ScalingActivitiesApi;
import client.model.AlbServerGroupDetachRequest;
import client.model.AlbServerGroupDetachment;
import client.model.AlbServerGroupRef;
import client.model.ScalingActivity;

/** Detaches with force and follows the activity, with the generated client. Arguments: service, token. */
public final class Story {

	private static final String REGION = "cn-hangzhou";

	private Story() {
	}

	public static void main(String[] args) throws Exception {
		ApiClient client = new ApiClient();
		client.updateBaseUri(args[0]);
		client.setRequestInterceptor((request) -> request.header("Authorization", "Bearer " + args[1]));
		AlbServerGroupsApi groups = new AlbServerGroupsApi(client);
		AlbServerGroupRef target = new AlbServerGroupRef().albServerGroupId("sgp-clients5k6l7m8n").port(8085);
		var detach = AlbServerGroupsApi.APIDetachAlbServerGroupsRequest.newBuilder()
			.regionId(REGION)
			.scalingGroupId("asg-bp1clientsweb3d4e5f6")
			.idempotencyKey(UUID.randomUUID().toString())
			.albServerGroupDetachRequest(
					new AlbServerGroupDetachRequest().albServerGroups(Set.of(target)).forceDetach(true))
			.build();
		AlbServerGroupDetachment detachment = retried(() -> groups.detachAlbServerGroups(detach));
		System.out.println(follow(client, detachment.getScalingActivityId()).getState());
	}

	private static ScalingActivity follow(ApiClient client, String id) throws Exception {
		ScalingActivitiesApi activities = new ScalingActivitiesApi(client);
		var poll = ScalingActivitiesApi.APIGetScalingActivityRequest.newBuilder()
			.regionId(REGION)
			.scalingActivityId(id)
			.build();
		while (true) {
			ApiResponse<ScalingActivity> response = retried(() -> activities.getScalingActivityWithHttpInfo(poll));
			if (response.getData().getDone()) {
				return response.getData();
			}
			Thread.sleep(1_000 * Long.parseLong(response.getHeaders().get("Retry-After").get(0)));
		}
	}

	/** Repeats a call while its problem is retryable, five times at most. */
	private static <T> T retried(Call<T> call) throws Exception {
		for (int attempt = 1;; attempt++) {
			try {
				return call.make();
			}
			catch (ApiException ex) {
				if (attempt == 5 || !ex.getResponseBody().contains("\"retryable\":true")) {
					throw ex;
				}
				Thread.sleep(1_000 * ex.getResponseHeaders().firstValueAsLong("Retry-After").orElse(2));
			}
		}
	}

	private interface Call<T> {

		T make() throws ApiException;

	}

}
