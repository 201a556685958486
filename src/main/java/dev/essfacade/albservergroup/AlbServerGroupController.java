package dev.essfacade.albservergroup;

import dev.essfacade.attachment.DetachResponses;
import dev.essfacade.attachment.DetachState;
import dev.essfacade.attachment.MayStartActivity;
import dev.essfacade.attachment.WriteWaiter;
import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.SizeFirst;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST
 * /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/alb-server-groups/detach}.
 */
@RestController
@Tag(name = "ALB server groups")
class AlbServerGroupController {

	private final AlbServerGroupService service;

	private final WriteWaiter waiter;

	private final DetachResponses responses;

	AlbServerGroupController(AlbServerGroupService service, WriteWaiter waiter, DetachResponses responses) {
		this.service = service;
		this.waiter = waiter;
		this.responses = responses;
	}

	/**
	 * Detach ALB server groups from a scaling group.
	 *
	 * <p>
	 * Without {@code forceDetach}, ESS removes only the attachment. The instances stay in
	 * the server group and can still receive traffic. New instances are not added to it.
	 *
	 * <p>
	 * With {@code forceDetach}, ESS also removes the group's instances from the server
	 * group: they receive no more traffic from it. ESS does this in a scaling activity.
	 * With {@code Prefer: wait=50} the response comes when the activity ends.
	 *
	 * <p>
	 * The instances stay in the scaling group in both cases.
	 */
	@Operation(operationId = "detachAlbServerGroups")
	@MayStartActivity
	@CanFailWith({ ProblemCode.NOT_ATTACHED, ProblemCode.ACTIVITY_FAILED })
	@Validated(SizeFirst.Order.class)
	@PostMapping(path = "/api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/alb-server-groups/detach",
			consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<AlbServerGroupDetachment> detach(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingGroupId, IdempotencyKey key, WaitPreference wait,
			@RequestBody @Valid AlbServerGroupDetachRequest body, HttpServletRequest request, HttpServletResponse response) {
		String clientToken = key.clientToken(body.clientToken());
		AlbServerGroupDetachment detachment = this.waiter.write(wait,
				() -> this.service.detach(regionId, scalingGroupId, body, clientToken), response);
		return this.responses.of(detachment, detachment.state() == DetachState.IN_PROGRESS, request);
	}

}
