package dev.essfacade.openapi;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.essfacade.web.problem.CanFailWith;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/** The errors of an operation, as a table in Markdown. */
final class OperationErrors {

	private static final Set<ProblemCode> ALL_OPERATIONS = EnumSet.of(ProblemCode.INVALID_REQUEST,
			ProblemCode.UNAUTHENTICATED, ProblemCode.FORBIDDEN, ProblemCode.ISSUER_UNAVAILABLE,
			ProblemCode.NOT_ACCEPTABLE, ProblemCode.MISDIRECTED_REQUEST, ProblemCode.INTERNAL);

	private static final Set<ProblemCode> ESS_CALLS = EnumSet.of(ProblemCode.UNKNOWN_REGION,
			ProblemCode.UPSTREAM_THROTTLED, ProblemCode.UPSTREAM_CREDENTIALS, ProblemCode.UPSTREAM_MISCONFIGURED,
			ProblemCode.UPSTREAM_REJECTED, ProblemCode.UPSTREAM_UNAVAILABLE, ProblemCode.OVERLOADED,
			ProblemCode.CREDENTIALS_UNAVAILABLE);

	private static final Set<ProblemCode> READS = EnumSet.of(ProblemCode.UPSTREAM_MALFORMED);

	private static final Set<ProblemCode> WRITES = EnumSet.of(ProblemCode.PROTECTED, ProblemCode.READ_ONLY,
			ProblemCode.AUDIT_UNAVAILABLE, ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.BODY_TOO_LARGE,
			ProblemCode.REQUEST_TIMEOUT, ProblemCode.SCALING_GROUP_NOT_FOUND, ProblemCode.SCALING_GROUP_BUSY,
			ProblemCode.IDEMPOTENCY_KEY_IN_USE, ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.OUTCOME_UNKNOWN,
			ProblemCode.UPSTREAM_MALFORMED);

	private OperationErrors() {
	}

	/** Returns the table of errors, with one row for each HTTP status. */
	static String table(HandlerMethod method, boolean callsEss, boolean write, ProblemTexts texts) {
		Set<ProblemCode> codes = EnumSet.copyOf(ALL_OPERATIONS);
		if (callsEss) {
			codes.addAll(ESS_CALLS);
			codes.addAll(write ? WRITES : READS);
		}
		@Nullable CanFailWith more = method.getMethodAnnotation(CanFailWith.class);
		if (more != null) {
			codes.addAll(List.of(more.value()));
		}
		Map<Integer, String> byStatus = codes.stream()
			.collect(Collectors.groupingBy((code) -> code.status().value(), TreeMap::new,
					Collectors.mapping((code) -> cell(code, texts), Collectors.joining(" "))));
		StringBuilder table = new StringBuilder("| Status | Errors |\n|---|---|");
		byStatus.forEach((status, cells) -> table.append("\n| %d | %s |".formatted(status, cells)));
		return table.toString();
	}

	private static String cell(ProblemCode code, ProblemTexts texts) {
		return "`%s`%s: %s.".formatted(code.code(), code.retryable() ? " (retryable)" : "",
				texts.title(code, Locale.ENGLISH));
	}

}
