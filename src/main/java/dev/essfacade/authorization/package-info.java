/**
 * Authorization: which caller may make which call. This package authorizes every call to
 * ESS that a caller requests.
 */
@NullMarked
package dev.essfacade.authorization;

import org.jspecify.annotations.NullMarked;
