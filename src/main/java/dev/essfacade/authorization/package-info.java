/**
 * Authorization: who may do what. Every call to ESS for a caller passes through it.
 */
@NullMarked
package dev.essfacade.authorization;

import org.jspecify.annotations.NullMarked;
