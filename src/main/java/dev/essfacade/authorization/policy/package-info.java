/** The access rules and the decisions based on them, without any framework. */
@NullMarked
package dev.essfacade.authorization.policy;

import org.jspecify.annotations.NullMarked;
