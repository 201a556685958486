/**
 * An issuer of tokens for the sandbox: Spring Authorization Server with two people and
 * one pipeline. It shares no code with the service.
 */
@NullMarked
package dev.tokenissuer;

import org.jspecify.annotations.NullMarked;
