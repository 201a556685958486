@NullMarked
package dev.essfacade.security;

import org.jspecify.annotations.NullMarked;
