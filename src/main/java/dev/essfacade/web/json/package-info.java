/** Strict and bounded JSON bodies, and places of errors in them. */
@NullMarked
package dev.essfacade.web.json;

import org.jspecify.annotations.NullMarked;
