/** The rules, and what they say of a request: plain objects without any framework. */
@NullMarked
package dev.essfacade.authorization.policy;

import org.jspecify.annotations.NullMarked;
