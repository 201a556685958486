package dev.essfacade.loadbalancer;

import dev.essfacade.attachment.AttachmentResponses;
import dev.essfacade.attachment.MayStartActivity;
import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.IfMatch;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.SizeFirst;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * {@code POST .../load-balancers/detach} and {@code POST .../load-balancers/attach} of a
 * scaling group.
 */
@RestController
@Tag(name = "Load balancers")
class LoadBalancerController {

	private static final String PATH = "/api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/load-balancers/";

	private final LoadBalancerService service;

	private final AttachmentResponses responses;

	LoadBalancerController(LoadBalancerService service, AttachmentResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	/**
	 * Detach classic load balancers from a scaling group.
	 *
	 * <p>
	 * Detaching can take production traffic away. Send the same request with
	 * {@code validateOnly} first. {@code undo} in the response restores the attachments:
	 * copy it before the next request.
	 *
	 * <p>
	 * With {@code forceDetach}, ESS also removes the instances from the load balancer.
	 * They receive no more traffic from it, and requests in flight can fail. Without
	 * force, the instances stay behind it and can still receive traffic. In both cases,
	 * they stay in the scaling group.
	 *
	 * <p>
	 * With {@code async}, ESS detaches all targets or none, in a scaling activity. Use
	 * {@code async} for a forced detach, which can take longer than this service waits.
	 * @param validateOnly If true, nothing is executed: see {@code preview.wouldSucceed}.
	 */
	@Operation(operationId = "detachLoadBalancers")
	@MayStartActivity
	@CanFailWith({ ProblemCode.NOT_ATTACHED, ProblemCode.LAST_ATTACHMENT, ProblemCode.ATTACHMENTS_CHANGED,
			ProblemCode.ACTIVITY_FAILED })
	@Validated(SizeFirst.Order.class)
	@PostMapping(path = PATH + "detach", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<LoadBalancerDetachment> detach(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingGroupId, IdempotencyKey key, WaitPreference wait,
			@Nullable IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean validateOnly,
			@RequestBody @Valid LoadBalancerDetachRequest body, ServletWebRequest request) {
		String token = key.clientToken(body.clientToken());
		return this.responses.of(wait, token, validateOnly,
				() -> this.service.previewDetach(regionId, scalingGroupId, body, token, ifMatch),
				() -> this.service.detach(regionId, scalingGroupId, body, token, ifMatch), request);
	}

	/**
	 * Attach classic load balancers to a scaling group.
	 *
	 * <p>
	 * To undo a detach, send {@code undo.body} of its response unchanged. After a detach
	 * with force, traffic returns only if this body keeps {@code forceAttach}.
	 *
	 * <p>
	 * Without {@code forceAttach}, ESS adds only the attachment. ESS adds new instances
	 * of the group to the targets, but not the existing ones.
	 *
	 * <p>
	 * With {@code forceAttach}, ESS also adds the group's existing instances to the
	 * targets. These instances then receive production traffic.
	 * @param validateOnly If true, nothing is executed: see {@code preview.wouldSucceed}.
	 */
	@Operation(operationId = "attachLoadBalancers")
	@MayStartActivity
	@CanFailWith({ ProblemCode.ALREADY_ATTACHED, ProblemCode.TARGET_NOT_FOUND, ProblemCode.QUOTA_EXCEEDED,
			ProblemCode.ACTIVITY_FAILED })
	@Validated(SizeFirst.Order.class)
	@PostMapping(path = PATH + "attach", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<LoadBalancerAttachment> attach(@PathVariable String regionId,
			@PathVariable @ResourceId String scalingGroupId, IdempotencyKey key, WaitPreference wait,
			@RequestParam(defaultValue = "false") boolean validateOnly,
			@RequestBody @Valid LoadBalancerAttachRequest body, ServletWebRequest request) {
		String token = key.clientToken(body.clientToken());
		return this.responses.of(wait, token, validateOnly,
				() -> this.service.previewAttach(regionId, scalingGroupId, body, token),
				() -> this.service.attach(regionId, scalingGroupId, body, token), request);
	}

}
