/** The gateway of ESS: signatures, freshness, rate limits and response formats. */
@NullMarked
package dev.esssimulator.gateway;

import org.jspecify.annotations.NullMarked;
