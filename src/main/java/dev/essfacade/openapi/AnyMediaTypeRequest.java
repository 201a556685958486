package dev.essfacade.openapi;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.HttpHeaders;

/** A request without its {@code Accept} header, which means that it accepts any type. */
final class AnyMediaTypeRequest extends HttpServletRequestWrapper {

	AnyMediaTypeRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

}
