/** State of the simulated account: groups, activities, ClientTokens and the ledger. */
@NullMarked
package dev.esssimulator.state;

import org.jspecify.annotations.NullMarked;
