package dev.essfacade.openapi;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.HttpHeaders;

/**
 * Hides the {@code Accept} header of a request, so that the request accepts any media
 * type.
 */
final class AnyMediaTypeRequest extends HttpServletRequestWrapper {

	AnyMediaTypeRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

}
