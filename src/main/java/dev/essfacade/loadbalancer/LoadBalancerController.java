package dev.essfacade.loadbalancer;

import dev.essfacade.attachment.DetachResponses;
import dev.essfacade.attachment.DetachState;
import dev.essfacade.attachment.MayStartActivity;
import dev.essfacade.attachment.WriteWaiter;
import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
@Tag(name = "Load balancers")
class LoadBalancerController {

	private final LoadBalancerService service;

	private final WriteWaiter waiter;

	private final DetachResponses responses;

	LoadBalancerController(LoadBalancerService service, WriteWaiter waiter, DetachResponses responses) {
		this.service = service;
		this.waiter = waiter;
		this.responses = responses;
	}

	/**
	 * Detach classic load balancers from a scaling group.
	 *
	 * <p>
	 * Without {@code forceDetach}, ESS removes only the attachment. The instances stay
	 * behind the load balancer and can still receive traffic. New instances are not added
	 * to it.
	 *
	 * <p>
	 * With {@code forceDetach}, ESS also removes the group's instances from the load
	 * balancer: they receive no more traffic from it. A forced detach can take longer
	 * than this service waits, so that {@code async} is recommended with it.
	 *
	 * <p>
	 * With {@code async}, ESS detaches all targets or none, in a scaling activity. With
	 * {@code Prefer: wait=50} the response comes when the activity ends.
	 *
	 * <p>
	 * The instances stay in the scaling group in all cases.
	 */
	@Operation(operationId = "detachLoadBalancers")
	@MayStartActivity
	@CanFailWith({ ProblemCode.NOT_ATTACHED, ProblemCode.ACTIVITY_FAILED })
	@PostMapping(path = "/api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/load-balancers/detach",
			consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<LoadBalancerDetachment> detach(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingGroupId, IdempotencyKey key, WaitPreference wait,
			@RequestBody @Valid LoadBalancerDetachRequest body, HttpServletRequest request, HttpServletResponse response) {
		String clientToken = key.clientToken(body.clientToken());
		LoadBalancerDetachment detachment = this.waiter.write(wait,
				() -> this.service.detach(regionId, scalingGroupId, body, clientToken), response);
		return this.responses.of(detachment, detachment.state() == DetachState.IN_PROGRESS, request);
	}

}
