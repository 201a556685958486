/**
 * Independent implementation of Auto Scaling (ESS) that speaks the wire protocol and
 * checks every request.
 */
@NullMarked
package dev.esssimulator;

import org.jspecify.annotations.NullMarked;
