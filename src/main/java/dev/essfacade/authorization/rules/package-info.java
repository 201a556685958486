/** How rules are written down: YAML, read to the letter, every mistake with its line. */
@NullMarked
package dev.essfacade.authorization.rules;

import org.jspecify.annotations.NullMarked;
