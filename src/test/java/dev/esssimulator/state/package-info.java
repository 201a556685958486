/**
 * What the simulated account holds: groups, activities, remembered tokens, the ledger.
 */
@NullMarked
package dev.esssimulator.state;

import org.jspecify.annotations.NullMarked;
