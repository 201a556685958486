/** Servlet filters: request id, trusted proxies, allowed hosts, failures. */
@NullMarked
package dev.essfacade.web.filter;

import org.jspecify.annotations.NullMarked;
