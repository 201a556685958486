/**
 * Tests of the service as a whole: started for real, called over HTTP, with a simulated
 * ESS behind it.
 */
@NullMarked
package dev.essfacade;

import org.jspecify.annotations.NullMarked;
