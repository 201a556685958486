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
@Tag(name = "Regions", description = "Where this installation can act.")
class RegionController {

	private final EssRegions regions;

	RegionController(EssRegions regions) {
		this.regions = regions;
	}

	/**
	 * List the regions that this installation serves.
	 *
	 * <p>
	 * Everything in ESS is regional: each of these ids can stand in the paths below.
	 */
	@Operation(operationId = "listRegions")
	@ApiResponse(responseCode = "200", description = "The regions", useReturnTypeSchema = true)
	@GetMapping(path = "/api/v1/regions", produces = MediaType.APPLICATION_JSON_VALUE)
	Regions list() {
		return new Regions(this.regions.ids().stream().map(Region::new).toList());
	}

	/**
	 * A list, wrapped so that more can be said later.
	 *
	 * @param regions in alphabetical order
	 */
	record Regions(List<Region> regions) {
	}

	/**
	 * One region.
	 *
	 * @param regionId its id, as it stands in every path
	 */
	record Region(String regionId) {
	}

}
