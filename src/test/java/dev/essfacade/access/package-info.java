@NullMarked
package dev.essfacade.access;

import org.jspecify.annotations.NullMarked;
