@NullMarked
package dev.essfacade.authorization;

import org.jspecify.annotations.NullMarked;
