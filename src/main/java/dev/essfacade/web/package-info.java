/**
 * What every endpoint shares: the one exit for failures, and what stands in more than one
 * request.
 */
@NullMarked
package dev.essfacade.web;

import org.jspecify.annotations.NullMarked;
