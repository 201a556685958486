/**
 * The one door to ESS: a call goes in, the answer or an
 * {@link dev.essfacade.ess.EssException} comes out.
 */
@NullMarked
package dev.essfacade.ess;

import org.jspecify.annotations.NullMarked;
