/** One file per ESS action, and what they share. */
@NullMarked
package dev.esssimulator.action;

import org.jspecify.annotations.NullMarked;
