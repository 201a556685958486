package dev.essfacade.web.problem;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Adds the label {@code code} to the metrics of HTTP requests: the code of the problem,
 * or {@code none}. The label separates responses such as {@code read-only} from failures.
 */
@Component
class ProblemCodeLabel implements ObservationFilter {

	private static final String ATTRIBUTE = ProblemCodeLabel.class.getName();

	static void set(HttpServletRequest request, ProblemCode code) {
		request.setAttribute(ATTRIBUTE, code.code());
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext http && http.getCarrier() != null) {
			Object code = http.getCarrier().getAttribute(ATTRIBUTE);
			http.addLowCardinalityKeyValue(KeyValue.of("code", (code != null) ? code.toString() : "none"));
		}
		return context;
	}

}
