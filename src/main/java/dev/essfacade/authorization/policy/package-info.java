/** The access rules and the decisions by them: plain objects without any framework. */
@NullMarked
package dev.essfacade.authorization.policy;

import org.jspecify.annotations.NullMarked;
