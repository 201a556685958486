/** The credentials that sign ESS requests: their sources and their refresh. */
@NullMarked
package dev.essfacade.ess.credentials;

import org.jspecify.annotations.NullMarked;
