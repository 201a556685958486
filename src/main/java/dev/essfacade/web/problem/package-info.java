/**
 * What a caller is told when something fails: its form, its codes, its way into an
 * answer.
 */
@NullMarked
package dev.essfacade.web.problem;

import org.jspecify.annotations.NullMarked;
