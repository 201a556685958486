/**
 * How bytes reach ESS: the SDK's HTTP plug-in, made so that nothing can hang, swell or
 * leak.
 */
@NullMarked
package dev.essfacade.ess.http;

import org.jspecify.annotations.NullMarked;
