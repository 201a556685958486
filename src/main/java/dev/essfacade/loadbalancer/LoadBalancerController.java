package dev.essfacade.loadbalancer;

import dev.essfacade.attachment.DetachResponses;
import dev.essfacade.attachment.MayStartActivity;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST
 * /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/load-balancers/detach}.
 */
@RestController
@Tag(name = "Load balancers",
		description = "Classic load balancers (CLB) that a scaling group puts its instances behind.")
class LoadBalancerController {

	private final LoadBalancerService service;

	private final DetachResponses responses;

	LoadBalancerController(LoadBalancerService service, DetachResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	/**
	 * Detach classic load balancers from a scaling group.
	 *
	 * <p>
	 * With {@code async} ESS does it in a scaling activity, to be polled, all or nothing;
	 * recommended with {@code forceDetach}, which may take longer than this service
	 * waits. Either way the instances stay in the scaling group.
	 */
	@Operation(operationId = "detachLoadBalancers")
	@MayStartActivity
	@CanFailWith(ProblemCode.NOT_ATTACHED)
	@PostMapping(path = "/api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/load-balancers/detach",
			consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<LoadBalancerDetachment> detach(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingGroupId, IdempotencyKey key,
			@RequestBody @Valid LoadBalancerDetachRequest body, HttpServletRequest request) {
		LoadBalancerDetachment detachment = this.service.detach(regionId, scalingGroupId, body,
				key.clientToken(body.clientToken()));
		return this.responses.of(detachment, detachment.state(), detachment.scalingActivityId(), regionId, request);
	}

}
