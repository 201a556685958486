/** Problem documents: codes, form, and how they become responses. */
@NullMarked
package dev.essfacade.web.problem;

import org.jspecify.annotations.NullMarked;
