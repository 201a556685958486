package dev.essfacade.attachment;

import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.http.HttpMethod;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The request that undoes a write, ready to send.
 *
 * @param method The method of the request.
 * @param href The path of the request.
 * @param body The body of the request.
 */
public record Undo(String method, String href, @Schema(types = "object") Object body) {

	/**
	 * Returns the request that undoes the current request.
	 * @param operation last segment of the path of the returned request, such as
	 * {@code attach}
	 */
	public static Undo by(String operation, Object body) {
		String path = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest()
			.getRequestURI();
		return new Undo(HttpMethod.POST.name(), path.substring(0, path.lastIndexOf('/') + 1) + operation, body);
	}

}
