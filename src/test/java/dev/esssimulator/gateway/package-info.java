/**
 * The gateway in front of ESS: who asks, is the request whole and fresh, and how answers
 * are worded.
 */
@NullMarked
package dev.esssimulator.gateway;

import org.jspecify.annotations.NullMarked;
