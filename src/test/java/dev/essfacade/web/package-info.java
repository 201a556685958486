/** Tests of {@code dev.essfacade.web}. */
@NullMarked
package dev.essfacade.web;

import org.jspecify.annotations.NullMarked;
