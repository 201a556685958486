/**
 * Authorization: which caller may make which call. Every call to ESS for a caller passes
 * through this package.
 */
@NullMarked
package dev.essfacade.authorization;

import org.jspecify.annotations.NullMarked;
