@NullMarked
package dev.essfacade.access.identity.token;

import org.jspecify.annotations.NullMarked;
