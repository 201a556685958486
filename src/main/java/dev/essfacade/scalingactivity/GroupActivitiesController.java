package dev.essfacade.scalingactivity;

import dev.essfacade.web.ResourceId;
import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.Violation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET
 * /api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/scaling-activities}.
 */
@RestController
@Tag(name = "Scaling activities")
class GroupActivitiesController {

	private static final String STATES = "^(IN_PROGRESS|SUCCESSFUL|WARNING|FAILED|REJECTED)$";

	private final GroupActivitiesService service;

	GroupActivitiesController(GroupActivitiesService service) {
		this.service = service;
	}

	/**
	 * List the scaling activities of a scaling group.
	 *
	 * <p>
	 * An activity with the state {@code IN_PROGRESS} blocks other writes to the group. If
	 * a write with {@code forceDetach}, {@code forceAttach} or {@code async} has an
	 * unknown outcome, the list shows whether ESS started its activity. ESS keeps
	 * activities for 30 days.
	 * @param state The state of the activities to list. Without this parameter, all
	 * activities are listed.
	 * @param page The number of the page, from 1.
	 * @param pageSize The largest number of activities on a page, from 1 to 50.
	 */
	@Operation(operationId = "listScalingActivities")
	@ApiResponse(responseCode = "200", description = "One page of the activities.", useReturnTypeSchema = true)
	@CanFailWith(ProblemCode.SCALING_GROUP_NOT_FOUND)
	@GetMapping(path = "/api/v1/regions/{regionId}/scaling-groups/{scalingGroupId}/scaling-activities",
			produces = MediaType.APPLICATION_JSON_VALUE)
	ScalingActivities list(@PathVariable String regionId, @PathVariable @ResourceId String scalingGroupId,
			@Parameter(schema = @Schema(type = "string", pattern = STATES)) @RequestParam(
					required = false) @Nullable ActivityState state,
			@RequestParam(defaultValue = "1") @Min(1) int page,
			@RequestParam(defaultValue = "10") @Min(1) @Max(50) int pageSize) {
		if (state == ActivityState.UNKNOWN) {
			throw ProblemException.invalid(Violation.inParameter("state", Violation.rule("activity-state")));
		}
		return this.service.list(regionId, scalingGroupId, state, page, pageSize);
	}

}
