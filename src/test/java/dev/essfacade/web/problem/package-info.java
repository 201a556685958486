/** Tests of the texts of problems. */
@NullMarked
package dev.essfacade.web.problem;

import org.jspecify.annotations.NullMarked;
