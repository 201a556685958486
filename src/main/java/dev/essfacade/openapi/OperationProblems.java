package dev.essfacade.openapi;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Adds to every operation how it can fail, one answer per status. */
@Component
@Order(1)
class OperationProblems implements OperationCustomizer {

	private static final Set<ProblemCode> EVERYWHERE = EnumSet.of(ProblemCode.INVALID_REQUEST,
			ProblemCode.UNAUTHENTICATED, ProblemCode.FORBIDDEN, ProblemCode.ISSUER_UNAVAILABLE,
			ProblemCode.NOT_ACCEPTABLE, ProblemCode.INTERNAL);

	private static final Set<ProblemCode> WHERE_ESS_IS_CALLED = EnumSet.of(ProblemCode.UNKNOWN_REGION,
			ProblemCode.UPSTREAM_THROTTLED, ProblemCode.UPSTREAM_CREDENTIALS, ProblemCode.UPSTREAM_MISCONFIGURED,
			ProblemCode.UPSTREAM_REJECTED, ProblemCode.UPSTREAM_UNAVAILABLE, ProblemCode.OVERLOADED,
			ProblemCode.CREDENTIALS_UNAVAILABLE);

	private static final Set<ProblemCode> OF_READS = EnumSet.of(ProblemCode.UPSTREAM_MALFORMED);

	private static final Set<ProblemCode> OF_WRITES = EnumSet.of(ProblemCode.PROTECTED, ProblemCode.READ_ONLY,
			ProblemCode.AUDIT_UNAVAILABLE, ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.BODY_TOO_LARGE,
			ProblemCode.SCALING_GROUP_NOT_FOUND, ProblemCode.SCALING_GROUP_BUSY, ProblemCode.IDEMPOTENCY_KEY_REUSED,
			ProblemCode.OUTCOME_UNKNOWN);

	private static final String ANYTHING_ELSE = "Any other problem: what ESS answers has the same status and code "
			+ "whichever operation it came from, also where it is not expected.";

	@Override
	public Operation customize(Operation operation, HandlerMethod method) {
		Map<Integer, List<ProblemCode>> byStatus = codes(method).stream()
			.collect(Collectors.groupingBy((code) -> code.status().value(), TreeMap::new, Collectors.toList()));
		byStatus.forEach((status, codes) -> operation.getResponses().addApiResponse(status.toString(), answer(codes)));
		if (callsEss(method)) {
			operation.getResponses().addApiResponse("default", answer(List.of()).description(ANYTHING_ELSE));
		}
		return operation;
	}

	private static Set<ProblemCode> codes(HandlerMethod method) {
		Set<ProblemCode> codes = EnumSet.copyOf(EVERYWHERE);
		if (callsEss(method)) {
			codes.addAll(WHERE_ESS_IS_CALLED);
			codes.addAll(OperationDetails.isWrite(method) ? OF_WRITES : OF_READS);
		}
		@Nullable CanFailWith more = method.getMethodAnnotation(CanFailWith.class);
		if (more != null) {
			codes.addAll(List.of(more.value()));
		}
		return codes;
	}

	/** Everything in ESS is regional. */
	private static boolean callsEss(HandlerMethod method) {
		@Nullable RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
		return mapping != null && Arrays.stream(mapping.path()).anyMatch((path) -> path.contains("{regionId}"));
	}

	private static ApiResponse answer(List<ProblemCode> codes) {
		MediaType problem = new MediaType().schema(new Schema<>().$ref("Problem"));
		codes.forEach((code) -> problem.addExamples(code.code(), new Example().$ref(code.code())));
		ApiResponse answer = new ApiResponse().description(text(codes))
			.content(new Content().addMediaType("application/problem+json", problem));
		if (codes.isEmpty() || codes.stream().anyMatch(ProblemCode::retryable)) {
			answer.addHeaderObject(SharedComponents.RETRY_AFTER, new Header().$ref(SharedComponents.RETRY_AFTER));
		}
		if (codes.contains(ProblemCode.UNAUTHENTICATED) || codes.contains(ProblemCode.FORBIDDEN)) {
			answer.addHeaderObject(SharedComponents.AUTHENTICATE, new Header().$ref(SharedComponents.AUTHENTICATE));
		}
		return answer;
	}

	private static String text(List<ProblemCode> codes) {
		return codes.stream()
			.map((code) -> "`%s`: %s.".formatted(code.code(), code.title()))
			.collect(Collectors.joining("\n\n"));
	}

}
