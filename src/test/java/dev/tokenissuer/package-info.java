/**
 * Token issuer of the sandbox: Spring Authorization Server with two users and one
 * pipeline. It shares no code with the service.
 */
@NullMarked
package dev.tokenissuer;

import org.jspecify.annotations.NullMarked;
