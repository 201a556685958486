package dev.essfacade.region;

import java.util.List;

import dev.essfacade.ess.EssRegions;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/regions}. */
@RestController
class RegionController {

	private final EssRegions regions;

	RegionController(EssRegions regions) {
		this.regions = regions;
	}

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
