package dev.essfacade.region;

import java.util.List;

import dev.essfacade.ess.EssRegions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/regions}. */
@RestController
@Tag(name = "Regions")
class RegionController {

	private final EssRegions regions;

	RegionController(EssRegions regions) {
		this.regions = regions;
	}

	/**
	 * List the regions that this installation serves.
	 *
	 * <p>
	 * All resources of ESS are regional. The path of every other operation therefore
	 * contains the id of a region.
	 */
	@Operation(operationId = "listRegions")
	@ApiResponse(responseCode = "200", description = "The regions.", useReturnTypeSchema = true)
	@GetMapping(path = "/api/v1/regions", produces = MediaType.APPLICATION_JSON_VALUE)
	Regions list() {
		return new Regions(this.regions.ids().stream().map(Region::new).toList());
	}

	/**
	 * The list of regions.
	 *
	 * @param regions The regions in alphabetical order.
	 */
	record Regions(List<Region> regions) {
	}

	/**
	 * A region.
	 *
	 * @param regionId The id of the region.
	 */
	record Region(String regionId) {
	}

}
