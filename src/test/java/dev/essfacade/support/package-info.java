/** Helpers shared by the tests: the started service, its callers, and its peers. */
@NullMarked
package dev.essfacade.support;

import org.jspecify.annotations.NullMarked;
