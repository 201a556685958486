package dev.essfacade.scalinggroup;

import dev.essfacade.ess.EssResult;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/attachments}.
 */
@RestController
@Tag(name = "Scaling groups")
class ScalingGroupController {

	private final ScalingGroupService groups;

	ScalingGroupController(ScalingGroupService groups) {
		this.groups = groups;
	}

	/**
	 * List what is attached to a scaling group.
	 *
	 * <p>
	 * The lists contain everything that sends traffic to the instances of the group. Send
	 * the {@code ETag} as {@code If-Match} of a detach. If an attachment or a weight has
	 * changed in the meantime, the detach is not executed.
	 */
	@Operation(operationId = "listAttachments")
	@ApiResponse(responseCode = "200", description = "What is attached now.", useReturnTypeSchema = true,
			headers = @Header(name = "ETag"))
	@ApiResponse(responseCode = "304", description = "The same is attached: `If-None-Match` names its `ETag`.",
			content = @Content, headers = @Header(name = "ETag"))
	@CanFailWith(ProblemCode.SCALING_GROUP_NOT_FOUND)
	@GetMapping(path = "/api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/attachments",
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ScalingGroupAttachments> attachments(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingGroupId) {
		EssResult<Attachments> result = this.groups.attachments(regionId, scalingGroupId);
		return ResponseEntity.ok()
			.eTag(result.value().tag())
			.body(ScalingGroupAttachments.of(regionId, scalingGroupId, result.value(), result.requestId()));
	}

}
