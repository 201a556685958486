@NullMarked
package dev.essfacade.access.identity;

import org.jspecify.annotations.NullMarked;
