/**
 * Who may do what: the gate that every call of ESS on behalf of somebody goes through.
 */
@NullMarked
package dev.essfacade.authorization;

import org.jspecify.annotations.NullMarked;
