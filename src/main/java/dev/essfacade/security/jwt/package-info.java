/** Which tokens are believed: the issuer's keys, and what a token has to say. */
@NullMarked
package dev.essfacade.security.jwt;

import org.jspecify.annotations.NullMarked;
