/** Actions of ESS, one per file, and their common parts. */
@NullMarked
package dev.esssimulator.action;

import org.jspecify.annotations.NullMarked;
