/**
 * A second witness: an Auto Scaling (ESS) that speaks the wire protocol and checks what
 * it hears.
 */
@NullMarked
package dev.esssimulator;

import org.jspecify.annotations.NullMarked;
