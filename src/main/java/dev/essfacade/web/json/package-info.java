/**
 * Bodies taken to the letter: UTF-8, no nulls, no surprises; and where in one a mistake
 * is.
 */
@NullMarked
package dev.essfacade.web.json;

import org.jspecify.annotations.NullMarked;
