/** What every request goes through before it has a route. */
@NullMarked
package dev.essfacade.web.filter;

import org.jspecify.annotations.NullMarked;
