@NullMarked
package dev.essfacade.security.jwt;

import org.jspecify.annotations.NullMarked;
