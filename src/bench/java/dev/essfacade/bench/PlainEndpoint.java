package dev.essfacade.bench;

import java.util.List;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.exceptions.ClientException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoint that a team would write in an afternoon: Spring MVC, Bean Validation, the
 * stock SDK with a large pool, and virtual threads. It has no authentication, access
 * rules, audit records, metrics, retries or deadlines.
 */
@SpringBootApplication
@RestController
@RequestMapping("/api/v1/regions/{regionId}")
public class PlainEndpoint {

	private static final String ID = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

	private final StockSdk sdk = new StockSdk(System.getProperty("endpoint"));

	private final JsonMapper json;

	PlainEndpoint(JsonMapper json) {
		this.json = json;
	}

	public static void main(String[] arguments) {
		SpringApplication.run(PlainEndpoint.class, arguments);
	}

	@PostMapping("/scaling-groups/{scalingGroupId}/alb-server-groups/detach")
	ResponseEntity<Detachment> detach(@PathVariable String regionId,
			@PathVariable @Pattern(regexp = ID) String scalingGroupId, @RequestBody @Valid Detach detach)
			throws ClientException {
		CommonRequest request = this.sdk.request("DetachAlbServerGroups", regionId);
		request.putBodyParameter("ScalingGroupId", scalingGroupId);
		request.putBodyParameter("ForceDetach", detach.forceDetach());
		request.putBodyParameter("ClientToken", detach.clientToken());
		for (int i = 0; i < detach.albServerGroups().size(); i++) {
			ServerGroup group = detach.albServerGroups().get(i);
			request.putBodyParameter("AlbServerGroup." + (i + 1) + ".AlbServerGroupId", group.albServerGroupId());
			request.putBodyParameter("AlbServerGroup." + (i + 1) + ".Port", group.port());
		}
		JsonNode response = this.json.readTree(this.sdk.send(request));
		return ResponseEntity.accepted()
			.body(new Detachment("IN_PROGRESS", regionId, scalingGroupId, detach.albServerGroups(),
					response.path("ScalingActivityId").asString(), response.path("RequestId").asString()));
	}

	@GetMapping("/scaling-activities/{scalingActivityId}")
	Activity activity(@PathVariable String regionId, @PathVariable @Pattern(regexp = ID) String scalingActivityId)
			throws ClientException {
		CommonRequest request = this.sdk.request("DescribeScalingActivities", regionId);
		request.putBodyParameter("ScalingActivityId.1", scalingActivityId);
		JsonNode response = this.json.readTree(this.sdk.send(request));
		JsonNode activity = response.path("ScalingActivities").path("ScalingActivity").path(0);
		return new Activity(activity.path("ScalingActivityId").asString(), activity.path("ScalingGroupId").asString(),
				regionId, activity.path("StatusCode").asString(), activity.path("Progress").asInt(),
				activity.path("Cause").asString(), activity.path("Description").asString(),
				activity.path("StartTime").asString(), response.path("RequestId").asString());
	}

	record Detach(@NotEmpty @Size(max = 100) List<@Valid @NotNull ServerGroup> albServerGroups, boolean forceDetach,
			@NotNull @Size(max = 64) String clientToken) {
	}

	record ServerGroup(@NotNull @Pattern(regexp = ID) String albServerGroupId,
			@NotNull @Min(1) @Max(65535) Integer port) {
	}

	record Detachment(String state, String regionId, String scalingGroupId, List<ServerGroup> albServerGroups,
			String scalingActivityId, String requestId) {
	}

	record Activity(String scalingActivityId, String scalingGroupId, String regionId, String statusCode, int progress,
			String cause, String description, String startTime, String requestId) {
	}

}
