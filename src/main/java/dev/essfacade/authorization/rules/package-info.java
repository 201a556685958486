/** The reader of the access rules: strict YAML, every error with its line. */
@NullMarked
package dev.essfacade.authorization.rules;

import org.jspecify.annotations.NullMarked;
