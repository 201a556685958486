/**
 * The reader of the access rules. If the YAML text contains any error, the reader rejects
 * the whole text.
 */
@NullMarked
package dev.essfacade.authorization.rules;

import org.jspecify.annotations.NullMarked;
