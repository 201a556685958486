/** Strict and bounded JSON, without a running service. */
@NullMarked
package dev.essfacade.web.json;

import org.jspecify.annotations.NullMarked;
