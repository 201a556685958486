/** Access tokens: the issuer's signing keys, and the validation of claims. */
@NullMarked
package dev.essfacade.security.jwt;

import org.jspecify.annotations.NullMarked;
