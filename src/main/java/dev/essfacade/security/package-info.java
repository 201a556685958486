/** Authentication of callers by access token, and browser security. */
@NullMarked
package dev.essfacade.security;

import org.jspecify.annotations.NullMarked;
